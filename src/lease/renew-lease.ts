import type { Lease } from '../model/lease.ts';
import { type ApiError, CONFLICT, isNamespaceGoing, isNotFound } from '../model/api-error.ts';
import type { ApiResult } from '../ports/kube-api.ts';
import type { LeaseContext } from './lease-context.ts';
import { renewed } from './lease-records.ts';

export type Renewal =
  | { readonly type: 'renewed'; readonly lease: Lease }
  /** Another run holds it, or somebody released it. */
  | { readonly type: 'taken'; readonly by: Lease }
  /** It has gone with its Namespace, where nobody else can make one either. */
  | { readonly type: 'homeless'; readonly error: ApiError }
  /** It may work the next time: also a refusal, which an outage of what authorizes looks like. */
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
  if (first.ok || !isOfAnotherState(first.error)) return renewalOf(first);
  const found = await store.read(signal);
  if (found.ok)
    return found.value.holder === run.identity
      ? renewalOf(await write(found.value))
      : { type: 'taken', by: found.value };
  return isNotFound(found.error) ? creationOf(await write(null)) : renewalOf(found);
}

function isOfAnotherState(error: ApiError): boolean {
  return error.status === CONFLICT || isNotFound(error) || isNamespaceGoing(error);
}

function creationOf(answer: ApiResult<Lease>): Renewal {
  const isHomeless = !answer.ok && (isNotFound(answer.error) || isNamespaceGoing(answer.error));
  return isHomeless ? { type: 'homeless', error: answer.error } : renewalOf(answer);
}

function renewalOf(answer: ApiResult<Lease>): Renewal {
  return answer.ok
    ? { type: 'renewed', lease: answer.value }
    : { type: 'failed', reason: answer.error.message };
}
