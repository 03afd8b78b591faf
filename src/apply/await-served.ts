import { LAST_LOOK_MILLISECONDS } from '../model/last-look.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { inTime } from './in-time.ts';

const DEADLINE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

/**
 * Waits until the server serves every kind that the release's own CustomResourceDefinitions bring:
 * one that gains a version is Established all the while. Kinds that never come are left for kubectl
 * to report, object by object.
 */
export async function awaitServed(
  targets: readonly Target[],
  { api, clock }: { readonly api: KubeApi; readonly clock: Clock },
  signal: AbortSignal,
): Promise<void> {
  const awaited = targets.filter(({ served }) => !served);
  const late = clock.timeout(DEADLINE_MILLISECONDS + LAST_LOOK_MILLISECONDS);
  const looking = AbortSignal.any([signal, late]);
  const deadline = clock.now() + DEADLINE_MILLISECONDS;
  while (awaited.length > 0 && clock.now() < deadline) {
    const served = await inTime(
      late,
      async () => (await api.discover(looking)).served,
      () => null,
    );
    if (awaited.every(({ manifest }) => served?.get(manifest.apiVersion)?.has(manifest.kind)))
      return;
    await clock.sleep(POLL_MILLISECONDS, signal);
  }
}
