import { Failure } from '../model/failure.ts';
import { LAST_LOOK_MILLISECONDS } from '../model/last-look.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { Discovery } from '../model/resource-type.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { saysGone } from './says-gone.ts';

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
  const late = clock.timeout(deadlineMilliseconds + LAST_LOOK_MILLISECONDS);
  const looking = AbortSignal.any([signal, late]);
  let left = objects;
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = longer(pause)) {
    const present = await lookFor(left, api, looking);
    left = left.filter((_, index) => present[index]);
    if (left.length === 0 || clock.now() >= deadline) return left;
    onLeft?.(left);
    await clock.sleep(Math.min(pause, deadline - clock.now()), signal);
  }
}

function longer(pause: number): number {
  return Math.min(pause * 1.25, LONGEST_PAUSE_MILLISECONDS);
}

/** One look at all: what is served by now is asked once, and only where it matters. */
function lookFor(
  objects: readonly LiveObject[],
  api: KubeApi,
  signal: AbortSignal,
): Promise<readonly boolean[]> {
  let discovery: Promise<Discovery> | undefined;
  const discover = () => (discovery ??= api.discover(signal));
  return Promise.all(objects.map((object) => isPresent(object, { api, discover }, signal)));
}

/** What cannot be looked at counts as present: nothing that depends on its end may go on. */
async function isPresent(
  { type, key, uid }: LiveObject,
  { api, discover }: { readonly api: KubeApi; readonly discover: () => Promise<Discovery> },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const answer = await api.get(type, key.namespace, key.name, signal);
    if (answer.ok) return answer.value.uid === uid;
    return !(await saysGone(answer.error, type, discover));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return true;
  }
}
