import type { Lease } from '../model/lease.ts';
import type { LeaseContext } from './lease-context.ts';
import { leaseFailed, unguardedTexts } from './lease-words.ts';
import { releaseQuietly } from './release-lease.ts';
import { tryLease } from './try-lease.ts';
import { watchLease } from './watch-lease.ts';

export interface Acquired {
  /** Null where runs cannot take turns: the user may not, or there is no place for a Lease. */
  readonly taken: {
    readonly lease: Lease;
    /** Before this moment it was not written, by our own clock. */
    readonly askedAt: number;
  } | null;
  /** The Lease as it was before; null where there was none. */
  readonly before: Lease | null;
  /** Whether it took more than one look: meanwhile others may have written, and left no trace. */
  readonly hasWaited: boolean;
}

const POLL_MILLISECONDS = 1000;

/** Attempts in a row that may fail, and be followed by another. */
const MOST_FAILURES = 5;

/**
 * Takes the Lease of a deployment; waits for another run that holds it, and fails after five minutes
 * of that. Says once, and goes on, where the user may not.
 */
export async function acquireLease(context: LeaseContext, signal: AbortSignal): Promise<Acquired> {
  const { clock, place, warn } = context;
  const watch = watchLease(context);
  let hasWaited = false;
  for (let failures = 0; ;) {
    const attempt = await tryLease(watch, context, signal);
    switch (attempt.type) {
      case 'acquired': {
        const { before, lease, askedAt } = attempt;
        return { taken: { lease, askedAt }, before, hasWaited };
      }
      case 'refused':
        warn(...unguardedTexts(attempt.error, place));
        return { taken: null, before: attempt.before, hasWaited };
      case 'failed':
        if (!attempt.mayPass || failures === MOST_FAILURES) {
          await releaseQuietly(context);
          throw leaseFailed(attempt.reason, place);
        }
        failures += 1;
        break;
      case 'busy':
        failures = 0;
    }
    watch.checkPatience(attempt.reason);
    hasWaited = true;
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}
