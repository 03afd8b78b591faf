import type { Lease } from '../model/lease.ts';
import type { ApiError } from '../model/api-error.ts';
import type { ApiResult } from '../ports/kube-api.ts';
import { CONFLICT, FORBIDDEN, type LeaseContext, NOT_FOUND } from './lease-context.ts';
import { acquired } from './lease-records.ts';
import { leaseFailed, takeoverText, unguardedTexts } from './lease-words.ts';
import { releaseQuietly } from './release-lease.ts';
import { type LeaseWatch, watchLease } from './watch-lease.ts';

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
  const watch = watchLease(context);
  for (let failures = 0; ;) {
    const attempt = await tryOnce(watch, context, signal);
    if (attempt.type === 'acquired') return attempt;
    if (attempt.type === 'refused') {
      if (!attempt.mayPass || failures === MOST_FAILURES) return goOnWithout(attempt, context);
      failures += 1;
    }
    watch.checkPatience();
    await context.clock.sleep(POLL_MILLISECONDS, signal);
  }
}

type Attempt =
  | ({ readonly type: 'acquired' } & Acquired)
  /** Another run holds it, or was quicker. */
  | { readonly type: 'busy' }
  | Refusal;

interface Refusal {
  readonly type: 'refused';
  readonly error: ApiError;
  /** Whether the server may do better the next time. */
  readonly mayPass: boolean;
  readonly before: Lease | null;
}

async function tryOnce(
  watch: LeaseWatch,
  context: LeaseContext,
  signal: AbortSignal,
): Promise<Attempt> {
  const { store, clock, place, warn } = context;
  const found = await store.read(signal);
  if (!found.ok && found.error.status !== NOT_FOUND)
    return { type: 'refused', error: found.error, mayPass: false, before: null };
  const before = found.ok ? found.value : null;
  const state = before === null ? FREE : watch.judge(before);
  if (state.type === 'held') return { type: 'busy' };
  const askedAt = clock.now();
  const written = await write(before, context, signal);
  if (!written.ok) return refusalOf(written.error, before);
  if (state.type === 'abandoned' && before !== null) warn(takeoverText(before, place, state.why));
  return { type: 'acquired', taken: { lease: written.value, askedAt }, before };
}

const FREE = { type: 'free' } as const;

/** A write that meets another state than the one that was seen, comes too late. */
function refusalOf(error: ApiError, before: Lease | null): Attempt {
  const { status } = error;
  const isLate = status === CONFLICT || (status === NOT_FOUND && before !== null);
  return isLate ? { type: 'busy' } : { type: 'refused', error, mayPass: status >= 500, before };
}

/** A write whose answer does not come may have been done: then nobody is to hold the Lease. */
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

async function goOnWithout({ error, before }: Refusal, context: LeaseContext): Promise<Acquired> {
  const { place, warn } = context;
  if (error.status === FORBIDDEN || error.status === NOT_FOUND) {
    warn(...unguardedTexts(error, place));
    return { taken: null, before };
  }
  await releaseQuietly(context);
  throw leaseFailed(error, place);
}
