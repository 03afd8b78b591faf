import {
  groupOfApiService,
  interceptsRequests,
  isAdmissionPolicy,
  isCustomGroup,
  isCustomResourceDefinition,
  isNamespace,
} from '../model/built-in.ts';
import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { ObjectKey } from '../model/object-key.ts';
import type { Prune, PruneChange } from '../model/plan.ts';
import { withDependents } from './check-contents.ts';

/** The waves of deletion, in order. */
export const WAVES = [
  'interceptors',
  'custom-resources',
  'filled-definitions',
  'workloads',
  'configuration',
  'definitions',
  'namespaces',
] as const;

export type WaveName = (typeof WAVES)[number];

export interface Wave {
  readonly name: WaveName;
  readonly prunes: readonly Prune[];
  /** Custom resources, or their definitions, that go without a deletion of this run's. */
  readonly awaited: readonly LiveObject[];
}

/**
 * Sorts deletions into waves: what intercepts requests first, custom resources while their operator
 * still runs, and what contains others last. Empty waves are left out.
 *
 * With the custom resources, others are waited for: those that an earlier run deleted, and those
 * among the `contents` of deleted containers that garbage collection takes along. Definitions in
 * `filled` go right after them: their end deletes resources that no other deletion does.
 */
export function pruneWaves(
  changes: readonly PruneChange[],
  filled: ReadonlySet<ManagedObject> = new Set(),
  contents: readonly LiveObject[] = [],
): readonly Wave[] {
  const prunes = changes.filter((change) => change.op === 'prune');
  const groups = new Set(prunes.map(({ object }) => object.key.group));
  const waveFor = (object: ManagedObject) =>
    filled.has(object) ? 'filled-definitions' : waveOf(object.key, groups);
  return WAVES.map((name) => ({
    name,
    prunes: prunes.filter(({ object }) => waveFor(object) === name),
    awaited:
      name === 'custom-resources'
        ? once([...lingering(changes), ...dependents(prunes.filter(isCustomResource), contents)])
        : [],
  })).filter((wave) => wave.prunes.length > 0 || wave.awaited.length > 0);
}

function lingering(changes: readonly PruneChange[]): readonly ManagedObject[] {
  return changes
    .filter((change) => change.op === 'keep' && change.reason.type === 'terminating')
    .map(({ object }) => object)
    .filter(({ key }) => isCustomGroup(key.group) || isCustomResourceDefinition(key));
}

/** A resource may be in a Namespace and of a definition that both go. */
function once(objects: readonly LiveObject[]): readonly LiveObject[] {
  return [...new Map(objects.map((object) => [object.uid, object])).values()];
}

function isCustomResource({ object }: Prune): boolean {
  return isCustomGroup(object.key.group);
}

/** What an operator made for its custom resources, and must clean up after them. */
function dependents(
  prunes: readonly Prune[],
  contents: readonly LiveObject[],
): readonly LiveObject[] {
  const deleted = new Set(prunes.map(({ object }) => object.uid));
  const going = withDependents([...deleted], contents);
  return contents.filter(
    ({ uid, key, terminating }) =>
      (going.has(uid) || terminating) && !deleted.has(uid) && isCustomGroup(key.group),
  );
}

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(['apps', 'batch', 'autoscaling']);
const WORKLOAD_KINDS: ReadonlySet<string> = new Set(['Pod', 'ReplicationController']);

/** `groups` are those of all deletions: an APIService must stand until its group's objects are gone. */
function waveOf(key: ObjectKey, groups: ReadonlySet<string>): WaveName {
  const leadsTo = groupOfApiService(key);
  if (leadsTo !== null && groups.has(leadsTo)) return 'definitions';
  if (interceptsRequests(key) || isAdmissionPolicy(key)) return 'interceptors';
  if (isNamespace(key)) return 'namespaces';
  if (isCustomResourceDefinition(key)) return 'definitions';
  if (isCustomGroup(key.group)) return 'custom-resources';
  if (WORKLOAD_GROUPS.has(key.group)) return 'workloads';
  return key.group === '' && WORKLOAD_KINDS.has(key.kind) ? 'workloads' : 'configuration';
}
