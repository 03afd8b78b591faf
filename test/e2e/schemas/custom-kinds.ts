import type { ClusterTools } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import { definitions } from './corpus/bases/custom.ts';
import { streamOf } from './stream.ts';

const stdin = streamOf(definitions);

/** Brings the definitions of the corpus into the cluster; returns when the API server serves their kinds. */
export async function serveCustomKinds({ kubectl }: ClusterTools): Promise<void> {
  await kubectl(['apply', '-f', '-'], { stdin });
  const established = ['--for=condition=Established', '--timeout=60s'];
  await kubectl(['wait', ...established, '-f', '-'], { stdin });
}

/** Returns when they have gone, by lists and not by kubectl's watch, which was seen to miss an end. */
export async function removeCustomKinds({ kubectl }: ClusterTools): Promise<void> {
  await kubectl(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], { stdin });
  await waitFor(
    async () => (await kubectl(['get', '--ignore-not-found', '-f', '-'], { stdin })) === '',
    { what: 'the end of the custom kinds', deadline: 120_000 },
  );
}
