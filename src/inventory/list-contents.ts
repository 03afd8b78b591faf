import { NOT_FOUND } from '../model/api-error.ts';
import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap, LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { staleGap } from './gaps.ts';
import { EVERYWHERE, type ListedWithin, listWithin } from './list-within.ts';
import { prunableTypes } from './take-inventory.ts';

/** What the server serves now, and what this run has taken from it. */
export interface ServedTypes {
  readonly discovery: Discovery;
  /** Names of CustomResourceDefinitions that this run has deleted: their types may be gone or not. */
  readonly deletedDefinitions: ReadonlySet<string>;
}

/** What a Namespace or CustomResourceDefinition holds. */
export interface ListedContents {
  readonly objects: readonly LiveObject[];
  /** What could not be listed. */
  readonly gaps: readonly InventoryGap[];
}

/**
 * Lists all objects, managed or not, that would go with Namespaces and CustomResourceDefinitions,
 * each type once for all of these containers.
 * What could not be listed is told as gaps. Only of a type whose definition this run has deleted,
 * "not found" means that there are none: a broken server behind an APIService says the same.
 */
export async function listContents(
  api: KubeApi,
  containers: readonly ManagedObject[],
  served: ServedTypes,
  signal: AbortSignal,
): Promise<ReadonlyMap<ManagedObject, ListedContents>> {
  const places = placesOf(containers, served.discovery);
  const lists = new Map(
    await Promise.all(
      [...places].map(
        async ([type, namespaces]) =>
          [type, await listWithin(api, type, namespaces, signal)] as const,
      ),
    ),
  );
  return new Map(
    containers.map((container) => [container, contentsOf(container, lists, served)] as const),
  );
}

/** The namespaces in which each type is to be listed. */
function placesOf(
  containers: readonly ManagedObject[],
  discovery: Discovery,
): ReadonlyMap<ResourceType, ReadonlySet<string>> {
  const places = new Map<ResourceType, Set<string>>();
  for (const container of containers)
    for (const type of typesIn(container, discovery))
      places.set(type, (places.get(type) ?? new Set()).add(placeOf(container)));
  return places;
}

function placeOf({ key }: ManagedObject): string {
  return isNamespace(key) ? key.name : EVERYWHERE;
}

function typesIn({ key }: ManagedObject, discovery: Discovery): readonly ResourceType[] {
  return isNamespace(key)
    ? prunableTypes(discovery).filter(({ namespaced }) => namespaced)
    : discovery.types.filter((type) => definitionOf(type) === key.name);
}

/** A CustomResourceDefinition is named PLURAL.GROUP. */
function definitionOf({ plural, group }: ResourceType): string {
  return `${plural}.${group}`;
}

function contentsOf(
  container: ManagedObject,
  lists: ReadonlyMap<ResourceType, ListedWithin>,
  { discovery, deletedDefinitions }: ServedTypes,
): ListedContents {
  const types = typesIn(container, discovery);
  const unknown = isNamespace(container.key)
    ? discovery.staleGroups.map(staleGap)
    : undefinedGap(container, types);
  const results = types.map((type) => ({
    type,
    result: lists.get(type)?.(placeOf(container)) ?? NOT_LISTED,
  }));
  const unlisted = results.flatMap(({ type, result }) => {
    if (result.ok) return [];
    const isGone = result.error.status === NOT_FOUND && deletedDefinitions.has(definitionOf(type));
    return isGone ? [] : [{ group: type.group, type, reason: result.error.message }];
  });
  return {
    objects: results.flatMap(({ result }) => (result.ok ? result.value : [])),
    gaps: [...unknown, ...unlisted],
  };
}

/** What nobody has looked at is not empty. */
const NOT_LISTED: ReturnType<ListedWithin> = {
  ok: false,
  error: { status: 0, reason: 'NotListed', message: 'it was not listed' },
};

function undefinedGap(
  container: ManagedObject,
  types: readonly ResourceType[],
): readonly InventoryGap[] {
  if (types.length > 0) return [];
  const group = container.key.name.slice(container.key.name.indexOf('.') + 1);
  return [{ group, type: null, reason: 'the API server does not serve its resources' }];
}
