import type { Lease } from '../model/lease.ts';
import type { ApiError } from '../model/api-error.ts';
import type { ApiResult } from '../ports/kube-api.ts';
import { CONFLICT, FORBIDDEN, type LeaseContext, NOT_FOUND } from './lease-context.ts';
import { renewed } from './lease-records.ts';

export type Renewal =
  | { readonly type: 'renewed'; readonly lease: Lease }
  /** Another run holds it, or somebody released it. */
  | { readonly type: 'taken'; readonly by: Lease }
  /** The user may not any more, or there is no place for it. */
  | { readonly type: 'refused'; readonly error: ApiError }
  /** It may work the next time. */
  | { readonly type: 'failed'; readonly reason: string };

/**
 * Renews the Lease once. Where the server holds another state than `lease`, that may be an earlier
 * renewal whose answer was lost, or the Lease was deleted: both are put right.
 */
export async function renewLease(
  lease: Lease,
  { store, run }: LeaseContext,
  signal: AbortSignal,
): Promise<Renewal> {
  const write = (seen: Lease | null) =>
    store.write(renewed(seen ?? lease, store.stamp()), seen, signal);
  const first = await write(lease);
  if (first.ok || ![NOT_FOUND, CONFLICT].includes(first.error.status)) return renewalOf(first);
  const found = await store.read(signal);
  if (found.ok)
    return found.value.holder === run.identity
      ? renewalOf(await write(found.value))
      : { type: 'taken', by: found.value };
  return found.error.status === NOT_FOUND ? renewalOf(await write(null)) : renewalOf(found);
}

function renewalOf(answer: ApiResult<Lease>): Renewal {
  if (answer.ok) return { type: 'renewed', lease: answer.value };
  const { error } = answer;
  return [FORBIDDEN, NOT_FOUND].includes(error.status)
    ? { type: 'refused', error }
    : { type: 'failed', reason: error.message };
}
