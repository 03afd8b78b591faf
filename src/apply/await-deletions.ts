import { LAST_LOOK_MILLISECONDS } from '../model/last-look.ts';
import type { Clock } from '../ports/clock.ts';
import type { Evidence } from './classify.ts';
import { inTime } from './in-time.ts';
import { isLive, type LookUp, type Sight } from './sight.ts';

const DEADLINE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/** What was being deleted when it was applied. */
export interface Deletions {
  /** It has gone, or another object stands in its place: it can be applied again. */
  readonly ended: readonly Evidence[];
  /** It is still there at the deadline, or nobody can tell, as it was seen last. */
  readonly pending: readonly Evidence[];
}

/** Waits until the deletion of objects ends. What cannot be looked at has not gone. */
export async function awaitDeletions(
  vanishing: readonly Evidence[],
  { lookUp, clock }: { readonly lookUp: LookUp; readonly clock: Clock },
  signal: AbortSignal,
): Promise<Deletions> {
  const late = clock.timeout(DEADLINE_MILLISECONDS + LAST_LOOK_MILLISECONDS);
  const deadline = clock.now() + DEADLINE_MILLISECONDS;
  let pending = vanishing.filter(({ after }) => !hasEnded(after));
  while (pending.length > 0 && clock.now() < deadline) {
    await clock.sleep(POLL_MILLISECONDS, signal);
    const awaited = pending.map(({ target }) => target);
    const seen = await inTime(
      late,
      () => lookUp(awaited, late),
      () => null,
    );
    if (seen === null) break;
    pending = pending
      .map((item) => ({ ...item, after: told(seen.get(item.target) ?? 'unknown') }))
      .filter(({ after }) => !hasEnded(after));
  }
  const left = new Set(pending.map(({ target }) => target));
  return { ended: vanishing.filter(({ target }) => !left.has(target)), pending };
}

function hasEnded(sight: Sight): boolean {
  return sight === 'absent' || (isLive(sight) && !sight.terminating);
}

/** It was seen before, so that a user who may not look is no ordinary case. */
function told(sight: Sight): Sight {
  return sight === 'unknown' ? { error: 'it was being deleted, and may not be seen' } : sight;
}
