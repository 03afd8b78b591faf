import { awaitReady } from '../apply/await-ready.ts';
import type { RolloutContext } from './apply-plan.ts';

/**
 * Waits until what was applied is ready, where the user asked for that. False where anything is not:
 * prune must not begin then, because what it would delete may still do the work of what is to come.
 */
export async function awaitRollout(context: RolloutContext, signal: AbortSignal): Promise<boolean> {
  const { request, plan, session, clock, story } = context;
  const { waitReady, verbs, kubectl } = request;
  if (waitReady === null || !verbs.includes('apply') || kubectl.dryRun !== 'none') return true;
  const left = await awaitReady(
    plan.inScope,
    {
      api: session.api,
      clock,
      deadlineMilliseconds: waitReady,
      run: { startedAt: session.discovery.serverTime },
      onWaiting: (objects) => {
        story.progress({ type: 'getting-ready', objects });
      },
      onGivenUp: story.notReady,
    },
    signal,
  );
  story.progress(null);
  story.notReady(left.filter(({ state }) => state === 'waiting'));
  story.waitEnded(plan.inScope.length - left.length, left);
  return left.length === 0;
}
