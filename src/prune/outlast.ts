import type { Outcome } from '../model/outcome.ts';
import type { Clock } from '../ports/clock.ts';

const POLL_MILLISECONDS = 250;

/**
 * Tries a deletion again, until a moment of the clock, while it fails: API servers learn a little
 * later than the client that an admission webhook or policy which forbids it is gone.
 */
export async function outlast(
  attempt: () => Promise<Outcome>,
  { clock, until }: { readonly clock: Clock; readonly until: number },
  signal: AbortSignal,
): Promise<Outcome> {
  for (;;) {
    const outcome = await attempt();
    if (outcome.status !== 'failed' || clock.now() >= until) return outcome;
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}
