import type { ClusterLock, HeldLock } from '../../ports/cluster-lock.ts';

/** Does something with a cluster while no other run of this user may; the signal also tells that the lock was lost. */
export async function withLock<Result>(
  lock: ClusterLock,
  { cluster, action }: { readonly cluster: string; readonly action: string },
  signal: AbortSignal,
  work: (signal: AbortSignal, held: HeldLock) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const held = await lock.take(cluster, action);
  try {
    return await work(AbortSignal.any([signal, held.lost]), held);
  } finally {
    await held.release();
  }
}
