import type { Manifest } from '../../model/manifest.ts';
import { groupOf } from '../../model/object-key.ts';
import { textAt } from '../../model/json-path.ts';
import type { Fault } from '../report.ts';
import { nameFault, namespaceFault } from './names.ts';

/** What is wrong with the name and the namespace of an object. */
export function identityFaults(manifest: Manifest): readonly Fault[] {
  const { name, namespace } = manifest;
  const wanted = derivedName(manifest);
  const text =
    wanted !== null && wanted !== name
      ? `must be ${JSON.stringify(wanted)}.`
      : nameFault(name, kindOf(manifest));
  const place = namespaceFault(namespace);
  return [
    ...(text === null ? [] : [{ path: ['metadata', 'name'], text }]),
    ...(place === null ? [] : [{ path: ['metadata', 'namespace'], text: place }]),
  ];
}

/** As the tables of rules have it: `Service`, `Role.rbac.authorization.k8s.io`. */
function kindOf({ apiVersion, kind }: Manifest): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${kind}.${group}`;
}

/** The name that follows from what an object is about. */
function derivedName(manifest: Manifest): string | null {
  const at = (...path: readonly string[]) => textAt(manifest.object, 'spec', ...path);
  switch (kindOf(manifest)) {
    case 'CustomResourceDefinition.apiextensions.k8s.io':
      return `${at('names', 'plural')}.${at('group')}`;
    case 'APIService.apiregistration.k8s.io':
      return `${at('version')}.${at('group')}`;
    default:
      return null;
  }
}
