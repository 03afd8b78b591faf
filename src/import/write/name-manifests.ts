import type { ObjectKey } from '../../model/object-key.ts';
import type { ImportedManifest } from '../../model/imported-manifest.ts';

/** A manifest, and the attribute that will hold it. */
export interface NamedManifest {
  readonly name: string;
  readonly manifest: ImportedManifest;
}

/**
 * Names the manifests, such as `web-deployment`. What is imported beside an object does not change its
 * name, unless it would have the same: then the namespace joins in, and where that does not help, the
 * group as well, as in the name of a manifest in a list.
 */
export function nameManifests(manifests: readonly ImportedManifest[]): readonly NamedManifest[] {
  return [inNamespace, inFull].reduce(
    renameTwins,
    manifests.map((manifest) => ({ name: inShort(manifest.key), manifest })),
  );
}

function renameTwins(
  named: readonly NamedManifest[],
  longer: (key: ObjectKey) => string,
): readonly NamedManifest[] {
  const twins = Map.groupBy(named, ({ name }) => name);
  return named.map(({ name, manifest }) =>
    twins.get(name)?.length === 1 ? { name, manifest } : { name: longer(manifest.key), manifest },
  );
}

function inShort({ kind, name }: ObjectKey): string {
  return `${name}-${kind.toLowerCase()}`;
}

function inNamespace(key: ObjectKey): string {
  return key.namespace === '' ? inShort(key) : `${key.namespace}-${inShort(key)}`;
}

/** No two objects share it, and nothing that is shorter has a slash. */
function inFull({ group, kind, namespace, name }: ObjectKey): string {
  return [group, kind, namespace, name].filter((part) => part !== '').join('/');
}
