import { CONFLICT, isNamespaceGoing, isNotFound } from '../model/api-error.ts';
import type { Lease } from '../model/lease.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ApiResult } from '../ports/kube-api.ts';
import type { LeaseContext } from './lease-context.ts';
import { released } from './lease-records.ts';
import { notReleasedText } from './lease-words.ts';
import { within } from './within.ts';

const LONGEST_MILLISECONDS = 3000;

/**
 * Lets go of the Lease, also where the run is being stopped. Takes a bounded time, and only warns
 * where it fails: what the run did stands.
 */
export async function releaseLease(lease: Lease, context: LeaseContext): Promise<void> {
  const reason = await tryRelease(lease, context);
  if (reason !== null) context.warn(notReleasedText(reason, context.place));
}

/** The same where it is not known whether this run holds it at all. */
export async function releaseQuietly(context: LeaseContext): Promise<void> {
  await tryRelease(null, context);
}

/** Null: the Lease is not this run's any more; else why that is not known. */
async function tryRelease(lease: Lease | null, context: LeaseContext): Promise<string | null> {
  try {
    const answer = await within(context.clock, LONGEST_MILLISECONDS, (signal) =>
      release(lease, context, signal),
    );
    return answer.ok ? null : answer.error.message;
  } catch (error) {
    return reasonOf(error);
  }
}

const NOTHING_TO_DO = { ok: true, value: null } as const;

/** A renewal whose answer did not come may have been written: then it is looked at once more. */
async function release(
  lease: Lease | null,
  { store, run }: LeaseContext,
  signal: AbortSignal,
): Promise<ApiResult<Lease | null>> {
  if (lease !== null) {
    const written = await store.write(released(lease, store.stamp()), lease, signal);
    if (written.ok || written.error.status !== CONFLICT) return unlessGone(written);
  }
  const found = await store.read(signal);
  if (!found.ok || found.value.holder !== run.identity) return unlessGone(found);
  return unlessGone(await store.write(released(found.value, store.stamp()), found.value, signal));
}

function unlessGone(answer: ApiResult<Lease>): ApiResult<Lease | null> {
  const isGone = !answer.ok && (isNotFound(answer.error) || isNamespaceGoing(answer.error));
  return isGone ? NOTHING_TO_DO : answer;
}
