import type { Failure } from '../model/failure.ts';
import type { Lease } from '../model/lease.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { Acquired } from './acquire-lease.ts';
import { DURATION_SECONDS } from './judge-lease.ts';
import type { LeaseContext } from './lease-context.ts';
import { leaseExpired, leaseTaken, unguardedTexts } from './lease-words.ts';
import { renewLease, type Renewal } from './renew-lease.ts';
import { within } from './within.ts';

const PAUSE_MILLISECONDS = 10_000;
const SHORT_PAUSE_MILLISECONDS = 1000;
const ANSWER_MILLISECONDS = 6000;

/**
 * Renews a Lease that was just taken, until the signal aborts. Gives its last known state; null where
 * there is nothing to release: it is another's, or may be. Calls `onLost` where others may begin, which
 * ends the work.
 */
export async function keepLease(
  taken: NonNullable<Acquired['taken']>,
  context: LeaseContext,
  onLost: (failure: Failure) => void,
  signal: AbortSignal,
): Promise<Lease | null> {
  const { clock, place, warn } = context;
  let { lease, askedAt } = taken;
  let pause = PAUSE_MILLISECONDS;
  let isHomeless = false;
  const left = () => Math.max(0, askedAt + DURATION_SECONDS * 1000 - clock.now());
  while (await sleeps(Math.min(pause, left()), context, signal)) {
    const now = clock.now();
    const renewal = await tryRenewal(lease, left(), context, signal);
    switch (renewal.type) {
      case 'renewed':
        lease = renewal.lease;
        askedAt = now;
        pause = PAUSE_MILLISECONDS;
        break;
      case 'taken':
        onLost(leaseTaken(renewal.by, place));
        return null;
      case 'homeless': // The Namespace may come back, and with it others.
        if (!isHomeless) warn(...unguardedTexts(renewal.error, place));
        isHomeless = true;
        askedAt = now;
        pause = PAUSE_MILLISECONDS;
        break;
      case 'failed':
        if (left() > 0 || signal.aborted) {
          pause = SHORT_PAUSE_MILLISECONDS;
          break;
        }
        onLost(leaseExpired(renewal.reason, place, DURATION_SECONDS));
        return null;
    }
  }
  return lease;
}

/** False where the signal aborts. */
async function sleeps(
  milliseconds: number,
  { clock }: LeaseContext,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, signal);
    return true;
  } catch {
    return false;
  }
}

/** No answer, or a broken connection, is a failure like others: it may work the next time. */
async function tryRenewal(
  lease: Lease,
  left: number,
  context: LeaseContext,
  signal: AbortSignal,
): Promise<Renewal> {
  const renew = (late: AbortSignal) => renewLease(lease, context, AbortSignal.any([signal, late]));
  try {
    return await within(context.clock, Math.min(ANSWER_MILLISECONDS, left), renew);
  } catch (error) {
    return { type: 'failed', reason: reasonOf(error) };
  }
}
