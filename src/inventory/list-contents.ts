import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap, LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { staleGap } from './gaps.ts';
import { listObjects } from './list-objects.ts';
import { prunableTypes } from './take-inventory.ts';

const NOT_FOUND = 404;

/**
 * Lists all objects, managed or not, that would go with a Namespace or a CustomResourceDefinition.
 * What could not be listed is told as gaps. A type that is not served any more has no objects: its
 * definition may have gone in this very run.
 */
export async function listContents(
  api: KubeApi,
  container: ManagedObject,
  discovery: Discovery,
  signal: AbortSignal,
): Promise<{ readonly objects: readonly LiveObject[]; readonly gaps: readonly InventoryGap[] }> {
  const inNamespace = isNamespace(container.key);
  const types = inNamespace
    ? prunableTypes(discovery).filter(({ namespaced }) => namespaced)
    : definedTypes(container.key.name, discovery);
  const query = { namespace: inNamespace ? container.key.name : '', labelSelector: '' };
  const lists = await Promise.all(
    types.map(async (type) => ({ type, result: await listObjects(api, type, query, signal) })),
  );
  const stale = inNamespace ? discovery.staleGroups.map(staleGap) : undefinedGap(container, types);
  return {
    objects: lists.flatMap(({ result }) => (result.ok ? result.value : [])),
    gaps: [
      ...stale,
      ...lists.flatMap(({ type, result }) =>
        result.ok || result.error.status === NOT_FOUND
          ? []
          : [{ group: type.group, type, reason: result.error.message }],
      ),
    ],
  };
}

/** A CustomResourceDefinition is named PLURAL.GROUP. */
function definedTypes(name: string, discovery: Discovery): readonly ResourceType[] {
  return discovery.types.filter((type) => `${type.plural}.${type.group}` === name);
}

function undefinedGap(
  container: ManagedObject,
  types: readonly ResourceType[],
): readonly InventoryGap[] {
  if (types.length > 0) return [];
  const group = container.key.name.slice(container.key.name.indexOf('.') + 1);
  return [{ group, type: null, reason: 'the API server does not serve its resources' }];
}
