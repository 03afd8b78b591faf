import { type ApiError, CONFLICT, FORBIDDEN, isNotFound, NOT_FOUND } from '../model/api-error.ts';
import { Failure } from '../model/failure.ts';
import type { Lease } from '../model/lease.ts';
import type { ApiResult } from '../ports/kube-api.ts';
import type { LeaseContext } from './lease-context.ts';
import { acquired } from './lease-records.ts';
import { takeoverText } from './lease-words.ts';
import { releaseQuietly } from './release-lease.ts';
import type { LeaseWatch } from './watch-lease.ts';

/** What came of one attempt to take a Lease. */
export type Attempt =
  | {
      readonly type: 'acquired';
      readonly lease: Lease;
      /** Before this moment it was not written, by our own clock. */
      readonly askedAt: number;
      /** The Lease as it was before; null where there was none. */
      readonly before: Lease | null;
    }
  /** Another run holds it, or was quicker: then the server says so. */
  | { readonly type: 'busy'; readonly reason: string | null }
  /** The user may not, or there is no place for a Lease. */
  | { readonly type: 'refused'; readonly error: ApiError; readonly before: Lease | null }
  /** `mayPass`: the next attempt may do better. */
  | { readonly type: 'failed'; readonly reason: string; readonly mayPass: boolean };

/** Looks at the Lease once, and takes it where it is free. */
export async function tryLease(
  watch: LeaseWatch,
  context: LeaseContext,
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    return await lookAndTake(watch, context, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure)) throw error;
    return { type: 'failed', reason: error.message, mayPass: true };
  }
}

async function lookAndTake(
  watch: LeaseWatch,
  context: LeaseContext,
  signal: AbortSignal,
): Promise<Attempt> {
  const { store, clock, place, warn } = context;
  const found = await store.read(signal);
  if (!found.ok && !isNotFound(found.error)) return refusalOf(found.error, null);
  const before = found.ok ? found.value : null;
  const state = watch.judge(before);
  if (state.type === 'held') return { type: 'busy', reason: null };
  const askedAt = clock.now();
  const written = await write(before, context, signal);
  if (!written.ok) return writeRefusalOf(written.error, before);
  if (state.type === 'abandoned' && before !== null) warn(takeoverText(before, place, state.why));
  return { type: 'acquired', lease: written.value, askedAt, before };
}

/** A write that meets another state than the one that was seen, comes too late. */
function writeRefusalOf(error: ApiError, before: Lease | null): Attempt {
  const isLate = error.status === CONFLICT || (isNotFound(error) && before !== null);
  if (isLate) return { type: 'busy', reason: error.message };
  return isNotFound(error) ? { type: 'refused', error, before } : refusalOf(error, before);
}

/** A 404 that is not the API server's own word comes from what stands before it, as an outage does. */
function refusalOf(error: ApiError, before: Lease | null): Attempt {
  const { status, message } = error;
  if (status === FORBIDDEN) return { type: 'refused', error, before };
  return { type: 'failed', reason: message, mayPass: status >= 500 || status === NOT_FOUND };
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
