import { readHosts } from '../../cluster/read-hosts.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import { describeCluster, type DescribePorts } from './describe-cluster.ts';

/** Evaluates the cluster of a hostgroup, and how its hosts are reached. */
export async function describeHosts(
  request: EvaluationRequest,
  ports: DescribePorts,
  signal: AbortSignal,
): Promise<{ readonly cluster: Cluster; readonly hosts: readonly ClusterHost[] }> {
  const { cluster } = await describeCluster(request, ports, signal);
  return { cluster, hosts: readHosts(cluster) };
}
