import { Failure } from '../model/failure.ts';
import type { Keep, KeepReason, PruneChange } from '../model/plan.ts';

/** From this many objects on, a deployment is guarded against losing most of itself. */
const GUARDED_SIZE = 10;

/** What the guard looks at. */
export interface MassPruneFacts {
  readonly changes: readonly PruneChange[];
  /** Number of manifests of the release. */
  readonly manifests: number;
  /** Number of this deployment's live objects whose identity is in the release. */
  readonly shared: number;
}

/**
 * Why a run would delete so much that an error is more likely than an intention: everything, all of
 * another release, or more than half of a deployment. Null where it would not.
 */
export function massPruneReason({ changes, manifests, shared }: MassPruneFacts): string | null {
  const pruned = changes.filter((change) => change.op === 'prune').length;
  if (pruned === 0) return null;
  const inventory = pruned + shared + changes.filter(isOurs).length;
  if (manifests === 0)
    return `the release is empty: prune would delete all ${String(pruned)} objects of this deployment`;
  if (inventory >= GUARDED_SIZE && shared === 0)
    return `none of the ${String(inventory)} live objects of this deployment is in the release: prune would delete ${String(pruned)} of them`;
  if (inventory >= GUARDED_SIZE && pruned * 2 > inventory)
    return `prune would delete ${String(pruned)} of the ${String(inventory)} live objects of this deployment, more than half`;
  return null;
}

/** Stops such a run. */
export function checkMassPrune(facts: MassPruneFacts): void {
  const reason = massPruneReason(facts);
  if (reason === null) return;
  throw new Failure({
    code: 'mass-prune',
    message: reason,
    hint: 'Check hostgroup, context and deployment. If it is meant, add --allow-mass-prune. Nothing was applied or deleted.',
  });
}

/**
 * The changes as they would be if a kept Namespace or CustomResourceDefinition went after all, and
 * with it what this deployment has among `contents`, which are uids.
 */
export function asIfReleased(
  changes: readonly PruneChange[],
  container: Keep,
  contents: ReadonlySet<string>,
): readonly PruneChange[] {
  return changes.map((change) =>
    change === container || (isOurs(change) && contents.has(change.object.uid))
      ? { op: 'prune', object: change.object, legacy: false }
      : change,
  );
}

/** Kept objects that belong to this deployment all the same, and that `shared` does not count. */
function isOurs(change: PruneChange): boolean {
  if (change.op === 'prune') return false;
  const types: readonly KeepReason['type'][] = [
    'retained',
    'out-of-scope',
    'built-in-namespace',
    'terminating',
    'in-use',
    'contents',
    'contents-unknown',
  ];
  return types.includes(change.reason.type);
}
