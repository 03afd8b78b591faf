import {
  interceptsRequests,
  isCustomGroup,
  isCustomResourceDefinition,
  isNamespace,
} from '../model/built-in.ts';
import type { ObjectKey } from '../model/object-key.ts';
import type { Prune } from '../model/plan.ts';

/** The waves of deletion, in order. */
export const WAVES = [
  'interceptors',
  'custom-resources',
  'workloads',
  'configuration',
  'definitions',
  'namespaces',
] as const;

export type WaveName = (typeof WAVES)[number];

export interface Wave {
  readonly name: WaveName;
  readonly prunes: readonly Prune[];
}

/**
 * Sorts deletions into waves: what intercepts requests first, custom resources while their operator
 * still runs, and what contains others last. Empty waves are left out.
 */
export function pruneWaves(prunes: readonly Prune[]): readonly Wave[] {
  return WAVES.map((name) => ({
    name,
    prunes: prunes.filter(({ object }) => waveOf(object.key) === name),
  })).filter((wave) => wave.prunes.length > 0);
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
