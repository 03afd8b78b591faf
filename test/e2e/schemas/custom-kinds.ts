import type { ClusterTools } from '../../support/cluster-tools.ts';
import { definitions } from './corpus/bases/custom.ts';
import { streamOf } from './stream.ts';

const stdin = streamOf(definitions);

/** Brings the definitions of the corpus into the cluster; returns when the API server serves their kinds. */
export async function serveCustomKinds({ kubectl }: ClusterTools): Promise<void> {
  await kubectl(['apply', '-f', '-'], { stdin });
  const established = ['--for=condition=Established', '--timeout=60s'];
  await kubectl(['wait', ...established, '-f', '-'], { stdin });
}

export async function removeCustomKinds({ kubectl }: ClusterTools): Promise<void> {
  await kubectl(['delete', '--ignore-not-found', '-f', '-'], { stdin });
}
