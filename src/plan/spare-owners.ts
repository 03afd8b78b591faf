import type { ManagedObject } from '../model/managed-object.ts';
import { compareKeys, showKey } from '../model/object-key.ts';
import type { KeepReason, PruneChange } from '../model/plan.ts';
import { retainedBy } from './retention.ts';

/**
 * Keeps the owners of what must stay: garbage collection deletes an object whose owners are all
 * gone. https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents
 *
 * `current` are the objects that this release has applied; they have no change.
 */
export function spareOwners(
  changes: readonly PruneChange[],
  current: readonly ManagedObject[],
): readonly PruneChange[] {
  const staying = [...current, ...changes.filter(mustStay).map(({ object }) => object)];
  const going = new Set(changes.filter(({ op }) => op === 'prune').map(({ object }) => object.uid));
  const endangered = staying
    .filter(({ owners }) => owners.length > 0 && owners.every(({ uid }) => going.has(uid)))
    .sort((a, b) => compareKeys(a.key, b.key));
  if (endangered.length === 0) return changes;
  // What is spared now stays as well, and so must its owners.
  return spareOwners(
    changes.map((change) => spare(change, endangered)),
    current,
  );
}

/** The objects that this release has applied, and those that must stay by somebody's will. */
export function stayingObjects(
  changes: readonly PruneChange[],
  objects: readonly ManagedObject[],
): readonly ManagedObject[] {
  const decided = new Map(changes.map((change) => [change.object, change]));
  return objects.filter((object) => {
    const change = decided.get(object);
    return change === undefined || mustStay(change);
  });
}

/** Reasons that are about somebody's will, and not about what a controller makes and deletes. */
const WILLED: ReadonlySet<KeepReason['type']> = new Set([
  'not-applied',
  'maybe-in-release',
  'other-deployment',
  'retained',
  'built-in-namespace',
  'out-of-scope',
  'in-use',
]);

function mustStay(change: PruneChange): boolean {
  if (change.op === 'prune' || change.reason.type === 'owned') return false;
  return WILLED.has(change.reason.type) || retainedBy(change.object.annotations) !== null;
}

function spare(change: PruneChange, endangered: readonly ManagedObject[]): PruneChange {
  if (change.op === 'keep') return change;
  const dependents = endangered.filter(({ owners }) =>
    owners.some(({ uid }) => uid === change.object.uid),
  );
  if (dependents.length === 0) return change;
  const by = dependents.map(({ key }) => `${showKey(key)} (owned by it)`);
  return { op: 'keep', object: change.object, reason: { type: 'in-use', by } };
}
