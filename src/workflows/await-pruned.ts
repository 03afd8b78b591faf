import { keyText } from '../model/object-key.ts';
import type { ManagedObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import { awaitDeletion } from '../prune/await-deletion.ts';
import type { RolloutContext } from './apply-plan.ts';

/**
 * Waits until what was deleted, by this run or by one before it, is gone, where the user asked for
 * that. False where anything remains.
 */
export async function awaitPruned(
  outcomes: readonly Outcome[],
  context: RolloutContext,
  signal: AbortSignal,
): Promise<boolean> {
  const { request, session, clock, story } = context;
  const { waitReady, kubectl } = request;
  if (waitReady === null || kubectl.dryRun !== 'none') return true;
  const awaited = deletedObjects(outcomes, context);
  const left = await awaitDeletion(
    awaited,
    {
      api: session.api,
      clock,
      deadlineMilliseconds: waitReady,
      onLeft: (objects) => {
        story.progress({ type: 'going', objects: objects.map(({ key }) => key) });
      },
    },
    signal,
  );
  story.progress(null);
  story.lingering(awaited.length - left.length, left);
  return left.length === 0;
}

function deletedObjects(
  outcomes: readonly Outcome[],
  { plan }: RolloutContext,
): readonly ManagedObject[] {
  const deleted = new Set(
    outcomes
      .filter(({ status }) => status === 'pruned' || status === 'gone')
      .map(({ key }) => keyText(key)),
  );
  return plan.changes
    .filter((change) =>
      change.op === 'prune'
        ? deleted.has(keyText(change.object.key))
        : change.reason.type === 'terminating',
    )
    .map(({ object }) => object);
}
