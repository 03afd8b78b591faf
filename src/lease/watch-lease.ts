import type { Lease } from '../model/lease.ts';
import { judgeLease, type LeaseState } from './judge-lease.ts';
import type { LeaseContext } from './lease-context.ts';
import { heldTooLong, holderText, neverFree, waitingText } from './lease-words.ts';

const LONGEST_MINUTES = 5;

/** Looks at a Lease again and again, and tells people whom they wait for. */
export interface LeaseWatch {
  /** What this look at the Lease means; null where there is none. */
  judge(lease: Lease | null): LeaseState;
  /** Fails after five minutes, whatever was seen. `reason`: why the last attempt did not take it, where the server told. */
  checkPatience(reason: string | null): void;
}

export function watchLease(context: LeaseContext): LeaseWatch {
  const { run, clock, store, place } = context;
  const started = clock.now();
  const teller = tellHolder(context);
  let first: { readonly lease: Lease; readonly at: number } | null = null;
  let held: Lease | null = null;
  const judgeOne = (lease: Lease) => {
    if (first === null || !isSameState(first.lease, lease)) first = { lease, at: clock.now() };
    return judgeLease(lease, {
      identity: run.identity,
      now: store.now(),
      unchangedMilliseconds: clock.now() - first.at,
      isGone: lease.process !== null && run.isGone(lease.process),
    });
  };
  return {
    judge(lease) {
      const state = lease === null ? FREE : judgeOne(lease);
      held = state.type === 'held' ? lease : null;
      teller(held);
      return state;
    },
    checkPatience(reason) {
      if (clock.now() - started < LONGEST_MINUTES * 60_000) return;
      throw held === null
        ? neverFree(reason, place, LONGEST_MINUTES)
        : heldTooLong(held, place, LONGEST_MINUTES);
    },
  };
}

const FREE = { type: 'free' } as const;

function isSameState(one: Lease, other: Lease): boolean {
  return one.metadata['resourceVersion'] === other.metadata['resourceVersion'];
}

/** Says once of each holder that it is waited for, and shows it as long as that is so. */
function tellHolder({ progress, warn, place }: LeaseContext): (lease: Lease | null) => void {
  let told: string | null = null;
  return (lease) => {
    progress(lease === null ? null : { type: 'waiting-for-run', holder: holderText(lease) });
    if (lease === null || lease.holder === told) return;
    warn(waitingText(lease, place));
    told = lease.holder;
  };
}
