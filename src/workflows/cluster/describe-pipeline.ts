import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { Failure } from '../../model/failure.ts';
import type { Pipeline } from '../../model/pipeline.ts';
import { describeCluster, type DescribePorts } from './describe-cluster.ts';

/**
 * The pipeline of the cluster of a hostgroup, and the cluster's name; what its tasks will lack is told.
 * Throws a `Failure` where something is wrong with the cluster, or it has no pipeline.
 */
export async function describePipeline(
  request: EvaluationRequest,
  ports: DescribePorts,
  signal: AbortSignal,
): Promise<{ readonly name: string; readonly pipeline: Pipeline }> {
  const { cluster } = await describeCluster(request, ports, signal);
  const { name, pipeline } = cluster;
  if (pipeline === null) throw noPipeline(name);
  for (const notice of pipeline.notices) ports.tell(`warning: ${notice}`);
  return { name, pipeline };
}

function noPipeline(cluster: string): Failure {
  return new Failure({
    code: 'no-pipeline',
    message: `the cluster ${cluster} has no pipeline: kubernixos.cluster.concourse is not set`,
    hint: 'Write kubernixos.cluster.concourse = { … }; see `kubernixos options cluster.concourse` and docs/pipeline.md.',
  });
}
