import { checkLocal } from '../../cluster/check-local.ts';
import { type ClusterSummary, summarize } from '../../cluster/summarize.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { Failure } from '../../model/failure.ts';
import type { LocalFiles } from '../../ports/local-files.ts';
import { describeCluster, type DescribePorts } from './describe-cluster.ts';

export interface ValidatePorts extends DescribePorts {
  readonly files: LocalFiles;
  /** Whether an environment variable has a value. */
  readonly isSet: (variable: string) => boolean;
}

/** Checks all that can be checked without a connection. Throws a `Failure` with everything that is wrong. */
export async function validateCluster(
  request: EvaluationRequest,
  { files, isSet, ...ports }: ValidatePorts,
  signal: AbortSignal,
): Promise<ClusterSummary> {
  const { cluster } = await describeCluster(request, ports, signal);
  const problems = await checkLocal(cluster, files, isSet);
  if (problems.length > 0) throw notReady(problems);
  return summarize(cluster);
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
