import type { Lease } from '../model/lease.ts';

/** How long a Lease of ours counts after its last renewal. */
export const DURATION_SECONDS = 30;

/** Added before another's Lease counts as stale: servers tell time in whole seconds, and differ a little. */
const MARGIN_SECONDS = 5;

export type LeaseState =
  /** Nobody holds it, or this very run does. */
  | { readonly type: 'free' }
  | { readonly type: 'held' }
  /** Its holder has ended, or has not renewed it in time. */
  | { readonly type: 'abandoned'; readonly why: 'gone' | 'stale' };

/** What decides about a Lease besides its own words. */
export interface LeaseFacts {
  /** The identity of this run. */
  readonly identity: string;
  /** The server's clock, in milliseconds since 1970; null where it does not tell. */
  readonly now: number | null;
  /** For how long this very state has been seen, by our own clock. */
  readonly unchangedMilliseconds: number;
  /** Whether the holder's process ran on this machine, and has ended. */
  readonly isGone: boolean;
}

/**
 * Whether a Lease may be taken. Its age is the server's to tell, by the time of the last write and the
 * date of the answer; where it does not, a Lease is stale that has not changed for as long before our
 * own eyes. What the holder says of the time does not count.
 */
export function judgeLease(lease: Lease, facts: LeaseFacts): LeaseState {
  if (lease.holder === '' || lease.holder === facts.identity) return { type: 'free' };
  if (facts.isGone) return { type: 'abandoned', why: 'gone' };
  const allowed = (durationOf(lease) + MARGIN_SECONDS) * 1000;
  const age = ageOf(lease, facts.now) ?? 0;
  return Math.max(age, facts.unchangedMilliseconds) > allowed
    ? { type: 'abandoned', why: 'stale' }
    : { type: 'held' };
}

/** Milliseconds since the last write. */
function ageOf({ writtenAt }: Lease, now: number | null): number | null {
  return writtenAt === null || now === null ? null : now - writtenAt;
}

function durationOf({ durationSeconds }: Lease): number {
  return durationSeconds > 0 ? durationSeconds : DURATION_SECONDS;
}

/**
 * Whether all that earlier runs wrote was there already when the cluster was looked at, from `lookedAt`
 * on: the last of them had let go of the Lease by then, by the same server's clock in whole seconds.
 * `before` is the state of the Lease that was replaced; null where there was none.
 */
export function sawEarlierRuns(before: Lease | null, lookedAt: number | null): boolean {
  if (before === null) return true;
  if (before.holder !== '' || before.writtenAt === null || lookedAt === null) return false;
  return before.writtenAt < lookedAt - 1000;
}
