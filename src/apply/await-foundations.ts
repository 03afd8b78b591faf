import { FORBIDDEN } from '../model/api-error.ts';
import { LAST_LOOK_MILLISECONDS } from '../model/last-look.ts';
import type { Outcome } from '../model/outcome.ts';
import { showKey } from '../model/object-key.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { inTime } from './in-time.ts';

const DEADLINE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

/**
 * Waits until every applied Namespace is Active and every CustomResourceDefinition Established:
 * what needs them would be refused before. Returns the outcomes of those that did not get there.
 */
export async function awaitFoundations(
  targets: readonly Target[],
  { api, clock }: { readonly api: KubeApi; readonly clock: Clock },
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const deadline = clock.now() + DEADLINE_MILLISECONDS;
  const late = clock.timeout(DEADLINE_MILLISECONDS + LAST_LOOK_MILLISECONDS);
  const looking = AbortSignal.any([signal, late]);
  const failures = await Promise.all(
    targets.map(async (target): Promise<readonly Outcome[]> => {
      const reason = await inTime(
        late,
        () => awaitOne(target, deadline, { api, clock }, looking),
        ({ message }) => notReady(target, message),
      );
      return reason === null ? [] : [{ key: target.key, status: 'failed', message: reason }];
    }),
  );
  return failures.flat();
}

function notReady({ key }: Target, detail: string): string {
  return `${showKey(key)} is not ready after 60 seconds: ${detail}`;
}

/** Null when ready; else why not. A user who may not look is not held up. */
async function awaitOne(
  target: Target,
  deadline: number,
  { api, clock }: { readonly api: KubeApi; readonly clock: Clock },
  signal: AbortSignal,
): Promise<string | null> {
  for (;;) {
    const answer = await api.isReady(target.type, target.key.name, signal);
    if (answer.ok ? answer.value.ready : answer.error.status === FORBIDDEN) return null;
    const detail = answer.ok ? answer.value.detail : answer.error.message;
    if (clock.now() >= deadline) return notReady(target, detail);
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}
