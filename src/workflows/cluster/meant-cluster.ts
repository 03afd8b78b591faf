import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import { Failure } from '../../model/failure.ts';
import type { LifecyclePorts } from './lifecycle-ports.ts';
import { readyCluster } from './ready-cluster.ts';

/** The cluster of the hostgroup, if it is the one that the user names, where one is named. */
export async function meantCluster(
  request: EvaluationRequest,
  ports: LifecyclePorts,
  signal: AbortSignal,
): Promise<Cluster> {
  const cluster = await readyCluster(request, ports, signal);
  const { named } = ports;
  if (named === null || named === cluster.name) return cluster;
  throw new Failure({
    code: 'other-cluster',
    message: `this hostgroup describes the cluster ${cluster.name}, and --cluster names ${JSON.stringify(named)}`,
    hint: 'Choose the hostgroup of that cluster. Nothing was changed.',
  });
}
