import type { LiveObject } from '../model/managed-object.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';

const POLL_MILLISECONDS = 100;

/** Waits until deleted objects are gone; returns those that remain at the deadline. */
export async function awaitGone(
  objects: readonly LiveObject[],
  options: { readonly api: KubeApi; readonly clock: Clock; readonly deadlineMilliseconds: number },
  signal: AbortSignal,
): Promise<readonly LiveObject[]> {
  const { api, clock } = options;
  const deadline = clock.now() + options.deadlineMilliseconds;
  let left = objects;
  for (;;) {
    const present = await Promise.all(left.map((object) => isPresent(api, object, signal)));
    left = left.filter((_, index) => present[index]);
    if (left.length === 0 || clock.now() >= deadline) return left;
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}

/** What cannot be looked at counts as present: nothing that depends on its end may go on. */
async function isPresent(
  api: KubeApi,
  { type, key, uid }: LiveObject,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await api.get(type, key.namespace, key.name, signal);
  return answer.ok ? answer.value.uid === uid : answer.error.status !== 404;
}
