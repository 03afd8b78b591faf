import type { Failure } from '../model/failure.ts';
import type { Acquired } from './acquire-lease.ts';
import { keepLease } from './keep-lease.ts';
import type { LeaseContext } from './lease-context.ts';
import { releaseLease } from './release-lease.ts';

/**
 * Does something while a Lease is held, and releases it at the end, however that comes. Where the
 * Lease is lost meanwhile, the signal of the action aborts, and the `Failure` says why.
 */
export async function holdLease<T>(
  taken: NonNullable<Acquired['taken']>,
  context: LeaseContext,
  signal: AbortSignal,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const done = new AbortController();
  const onLost = (failure: Failure) => {
    lost.abort(failure);
  };
  const kept = keepLease(taken, context, onLost, done.signal);
  const acting = action(AbortSignal.any([signal, lost.signal]));
  await Promise.allSettled([acting]);
  done.abort();
  const lease = await kept;
  if (lease !== null) await releaseLease(lease, context);
  // Whatever came of it, an error or a success, another run may have come between.
  lost.signal.throwIfAborted();
  return acting;
}
