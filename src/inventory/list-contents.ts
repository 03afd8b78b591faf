import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap, LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { staleGap } from './gaps.ts';
import { listObjects } from './list-objects.ts';
import { prunableTypes } from './take-inventory.ts';

const NOT_FOUND = 404;

/** What the server serves now, and what this run has taken from it. */
export interface ServedTypes {
  readonly discovery: Discovery;
  /** Names of CustomResourceDefinitions that this run has deleted: their types may be gone or not. */
  readonly deletedDefinitions: ReadonlySet<string>;
}

/**
 * Lists all objects, managed or not, that would go with a Namespace or a CustomResourceDefinition.
 * What could not be listed is told as gaps. Only of a type whose definition this run has deleted,
 * "not found" means that there are none: a broken server behind an APIService says the same.
 */
export async function listContents(
  api: KubeApi,
  container: ManagedObject,
  { discovery, deletedDefinitions }: ServedTypes,
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
  const unknown = inNamespace
    ? discovery.staleGroups.map(staleGap)
    : undefinedGap(container, types);
  const unlisted = lists.flatMap(({ type, result }) => {
    if (result.ok) return [];
    const isGone = result.error.status === NOT_FOUND && deletedDefinitions.has(definitionOf(type));
    return isGone ? [] : [{ group: type.group, type, reason: result.error.message }];
  });
  return {
    objects: lists.flatMap(({ result }) => (result.ok ? result.value : [])),
    gaps: [...unknown, ...unlisted],
  };
}

function definedTypes(name: string, discovery: Discovery): readonly ResourceType[] {
  return discovery.types.filter((type) => definitionOf(type) === name);
}

/** A CustomResourceDefinition is named PLURAL.GROUP. */
function definitionOf({ plural, group }: ResourceType): string {
  return `${plural}.${group}`;
}

function undefinedGap(
  container: ManagedObject,
  types: readonly ResourceType[],
): readonly InventoryGap[] {
  if (types.length > 0) return [];
  const group = container.key.name.slice(container.key.name.indexOf('.') + 1);
  return [{ group, type: null, reason: 'the API server does not serve its resources' }];
}
