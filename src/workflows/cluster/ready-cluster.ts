import { checkLocal } from '../../cluster/check-local.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import { Failure } from '../../model/failure.ts';
import type { LocalFiles } from '../../ports/local-files.ts';
import { describeCluster, type DescribePorts } from './describe-cluster.ts';

export interface ReadyPorts extends DescribePorts {
  readonly files: LocalFiles;
  /** Whether an environment variable has a value. */
  readonly isSet: (variable: string) => boolean;
}

/** A cluster for which this machine has all that k0sctl needs. Throws a `Failure` with everything that is wrong. */
export async function readyCluster(
  request: EvaluationRequest,
  { files, isSet, ...ports }: ReadyPorts,
  signal: AbortSignal,
): Promise<Cluster> {
  const { cluster } = await describeCluster(request, ports, signal);
  const problems = await checkLocal(cluster, files, isSet);
  if (problems.length > 0) throw notReady(problems);
  return cluster;
}

function notReady(problems: readonly string[]): Failure {
  const [only = ''] = problems;
  return new Failure({
    code: 'cluster-not-ready',
    message:
      problems.length === 1
        ? only
        : [`${String(problems.length)} things are missing on this machine:`, ...problems].join(
            '\n- ',
          ),
  });
}
