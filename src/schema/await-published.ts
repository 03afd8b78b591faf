import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { collectSchemas, type CollectedSchemas } from './collect-schemas.ts';

const DEADLINE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 250;

/**
 * Collects the schemas of a cluster. An API server publishes those of a new CustomResourceDefinition
 * only some time after it serves its kind: where one is missing, they are asked for again, for a
 * bounded time.
 */
export async function collectPublished(
  { api, clock }: { readonly api: KubeApi; readonly clock: Clock },
  signal: AbortSignal,
): Promise<CollectedSchemas> {
  const deadline = clock.now() + DEADLINE_MILLISECONDS;
  let collected = await collectSchemas(api, signal);
  while (collected.missing.length > 0 && clock.now() < deadline) {
    await clock.sleep(POLL_MILLISECONDS, signal);
    collected = await collectSchemas(api, signal);
  }
  return collected;
}
