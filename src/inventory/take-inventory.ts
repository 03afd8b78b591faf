import { FORBIDDEN } from '../model/api-error.ts';
import type {
  Inventory,
  InventoryGap,
  LiveObject,
  ManagedObject,
} from '../model/managed-object.ts';
import { compareKeys } from '../model/object-key.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { staleGap } from './gaps.ts';
import { listObjects } from './list-objects.ts';

/** The types that prune looks at: whatever can be listed and deleted. */
export function prunableTypes(discovery: Discovery): readonly ResourceType[] {
  return discovery.types.filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'));
}

/** What an inventory is to cover. */
export interface Coverage {
  readonly types: readonly ResourceType[];
  readonly staleGroups: readonly string[];
  /** The namespace to which the run is narrowed: enough where the user may not list all of them. */
  readonly namespace: string | null;
}

/**
 * Lists every object of the given types that carries the release label, in all namespaces.
 * A type that cannot be listed becomes a gap, as does a group whose discovery is stale.
 * Objects that several groups serve appear once, sorted by key. `onListed` is called after each type.
 */
export async function takeInventory(
  api: KubeApi,
  { types, staleGroups, namespace }: Coverage,
  signal: AbortSignal,
  onListed?: () => void,
): Promise<Inventory> {
  const lists = await Promise.all(
    types.map(async (type) => {
      const list = await listManaged(api, type, namespace, signal);
      onListed?.();
      return list;
    }),
  );
  return {
    objects: joinAliases(lists.flatMap(({ objects }) => objects)),
    gaps: [...staleGroups.map(staleGap), ...lists.flatMap(({ gaps }) => gaps)],
  };
}

interface TypeList {
  readonly objects: readonly LiveObject[];
  readonly gaps: readonly InventoryGap[];
}

/** Some aggregated servers ignore selectors: the label is looked at once more. */
async function listManaged(
  api: KubeApi,
  type: ResourceType,
  namespace: string | null,
  signal: AbortSignal,
): Promise<TypeList> {
  const list = (within: string) =>
    listObjects(api, type, { namespace: within, labelSelector: RELEASE_LABEL }, signal);
  let result = await list('');
  if (namespace !== null && !result.ok && result.error.status === FORBIDDEN) {
    // A narrowed run has nothing to do with what has no namespace.
    if (!type.namespaced) return { objects: [], gaps: [] };
    result = await list(namespace);
  }
  if (result.ok)
    return {
      objects: result.value.filter(({ labels }) => Object.hasOwn(labels, RELEASE_LABEL)),
      gaps: [],
    };
  return { objects: [], gaps: [{ group: type.group, type, reason: result.error.message }] };
}

/** One object may be served by several groups, as Events are: its uid is what makes it one. */
function joinAliases(objects: readonly LiveObject[]): readonly ManagedObject[] {
  return [...Map.groupBy(objects, ({ uid }) => uid).values()]
    .flatMap((same) => {
      const sorted = [...same].sort((a, b) => compareKeys(a.key, b.key));
      const [first] = sorted;
      return first === undefined ? [] : [manage(first, sorted)];
    })
    .sort((a, b) => compareKeys(a.key, b.key));
}

function manage(object: LiveObject, same: readonly LiveObject[]): ManagedObject {
  const checksum = object.labels[RELEASE_LABEL] ?? '';
  return { ...object, checksum, aliases: same.map(({ key }) => key) };
}
