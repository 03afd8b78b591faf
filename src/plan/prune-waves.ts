import {
  interceptsRequests,
  isCustomGroup,
  isCustomResourceDefinition,
  isNamespace,
} from '../model/built-in.ts';
import type { ManagedObject } from '../model/managed-object.ts';
import type { ObjectKey } from '../model/object-key.ts';
import type { Prune, PruneChange } from '../model/plan.ts';

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
  /** Custom resources, or their definitions, that were deleted earlier and are not gone yet. */
  readonly awaited: readonly ManagedObject[];
}

/**
 * Sorts deletions into waves: what intercepts requests first, custom resources while their operator
 * still runs, and what contains others last. Custom resources of an earlier run that still wait for
 * their operator count as well. Of the definitions, those in `filled` go right after the custom
 * resources: their end deletes resources that no other deletion does. Not with them: what a definition
 * holds is looked at when all of it that is ours has gone. Empty waves are left out.
 */
export function pruneWaves(
  changes: readonly PruneChange[],
  filled: ReadonlySet<ManagedObject> = new Set(),
): readonly Wave[] {
  const prunes = changes.filter((change) => change.op === 'prune');
  const waveFor = (object: ManagedObject) =>
    filled.has(object) ? 'filled-definitions' : waveOf(object.key);
  return WAVES.map((name) => ({
    name,
    prunes: prunes.filter(({ object }) => waveFor(object) === name),
    awaited: name === 'custom-resources' ? lingering(changes) : [],
  })).filter((wave) => wave.prunes.length > 0 || wave.awaited.length > 0);
}

function lingering(changes: readonly PruneChange[]): readonly ManagedObject[] {
  return changes
    .filter((change) => change.op === 'keep' && change.reason.type === 'terminating')
    .map(({ object }) => object)
    .filter(({ key }) => waveOf(key) === 'custom-resources' || isCustomResourceDefinition(key));
}

const WORKLOAD_GROUPS: ReadonlySet<string> = new Set(['apps', 'batch', 'autoscaling']);
const WORKLOAD_KINDS: ReadonlySet<string> = new Set(['Pod', 'ReplicationController']);

function waveOf(key: ObjectKey): WaveName {
  if (interceptsRequests(key)) return 'interceptors';
  if (isNamespace(key)) return 'namespaces';
  if (isCustomResourceDefinition(key)) return 'definitions';
  if (isCustomGroup(key.group)) return 'custom-resources';
  if (WORKLOAD_GROUPS.has(key.group)) return 'workloads';
  return key.group === '' && WORKLOAD_KINDS.has(key.kind) ? 'workloads' : 'configuration';
}
