import { Failure } from '../model/failure.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';

const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 1000;

export interface GoneContext {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly deadlineMilliseconds: number;
  /** Told after every look, with what is still there. */
  readonly onLeft?: ((left: readonly LiveObject[]) => void) | undefined;
}

/** Waits until deleted objects are gone; returns those that remain at the deadline. */
export async function awaitGone(
  objects: readonly LiveObject[],
  { api, clock, deadlineMilliseconds, onLeft }: GoneContext,
  signal: AbortSignal,
): Promise<readonly LiveObject[]> {
  const deadline = clock.now() + deadlineMilliseconds;
  let left = objects;
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = longer(pause)) {
    const present = await Promise.all(left.map((object) => isPresent(api, object, signal)));
    left = left.filter((_, index) => present[index]);
    if (left.length === 0 || clock.now() >= deadline) return left;
    onLeft?.(left);
    await clock.sleep(Math.min(pause, deadline - clock.now()), signal);
  }
}

function longer(pause: number): number {
  return Math.min(pause * 1.25, LONGEST_PAUSE_MILLISECONDS);
}

/** What cannot be looked at counts as present: nothing that depends on its end may go on. */
async function isPresent(
  api: KubeApi,
  { type, key, uid }: LiveObject,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const answer = await api.get(type, key.namespace, key.name, signal);
    return answer.ok ? answer.value.uid === uid : answer.error.status !== 404;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return true;
  }
}
