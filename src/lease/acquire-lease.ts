import type { Lease } from '../model/lease.ts';
import type { ApiError, ApiResult } from '../ports/kube-api.ts';
import { CONFLICT, FORBIDDEN, type LeaseContext, NOT_FOUND } from './lease-context.ts';
import { acquired } from './lease-records.ts';
import { leaseFailed, takeoverText, unguardedTexts } from './lease-words.ts';
import { releaseQuietly } from './release-lease.ts';
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
}

const POLL_MILLISECONDS = 1000;
const MOST_FAILURES = 3;

/**
 * Takes the Lease of a deployment; waits for another run that holds it, and fails after five minutes
 * of that. Says once, and goes on, where the user may not.
 */
export async function acquireLease(context: LeaseContext, signal: AbortSignal): Promise<Acquired> {
  const { store, clock, place, warn } = context;
  const watch = watchLease(context);
  let failures = 0;
  for (;;) {
    const found = await store.read(signal);
    if (!found.ok && found.error.status !== NOT_FOUND)
      return goOnWithout(found.error, null, context);
    const before = found.ok ? found.value : null;
    const state = before === null ? { type: 'free' as const } : watch.judge(before);
    if (state.type !== 'held') {
      const askedAt = clock.now();
      const written = await write(before, context, signal);
      if (written.ok) {
        if (state.type === 'abandoned' && before !== null)
          warn(takeoverText(before, place, state.why));
        return { taken: { lease: written.value, askedAt }, before };
      }
      if (isPassing(written.error)) failures += 1;
      else if (!isOvertaken(written.error, before))
        return goOnWithout(written.error, before, context);
      if (failures > MOST_FAILURES) throw leaseFailed(written.error, place);
    }
    watch.checkPatience();
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}

/** Whether the server may do better the next time, and may have done what it was asked to. */
function isPassing({ status }: ApiError): boolean {
  return status >= 500;
}

/** Whether a write met another state than the one that was seen. */
function isOvertaken({ status }: ApiError, before: Lease | null): boolean {
  return status === CONFLICT || (status === NOT_FOUND && before !== null);
}

/** A write whose answer does not come may have been done: then nobody holds the Lease. */
async function write(
  before: Lease | null,
  context: LeaseContext,
  signal: AbortSignal,
): Promise<ApiResult<Lease>> {
  const { store, deployment, run } = context;
  try {
    return await store.write(acquired(before, deployment, run, store.stamp()), before, signal);
  } catch (error) {
    await releaseQuietly(context);
    throw error;
  }
}

function goOnWithout(error: ApiError, before: Lease | null, context: LeaseContext): Acquired {
  if (error.status !== FORBIDDEN && error.status !== NOT_FOUND)
    throw leaseFailed(error, context.place);
  context.warn(...unguardedTexts(error, context.place));
  return { taken: null, before };
}
