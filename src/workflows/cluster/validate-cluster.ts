import { type ClusterSummary, summarize } from '../../cluster/summarize.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { readyCluster, type ReadyPorts } from './ready-cluster.ts';

/** Checks all that can be checked without a connection. Throws a `Failure` with everything that is wrong. */
export async function validateCluster(
  request: EvaluationRequest,
  ports: ReadyPorts,
  signal: AbortSignal,
): Promise<ClusterSummary> {
  return summarize(await readyCluster(request, ports, signal));
}
