import { clusterStatus } from '../../cluster/cluster-status.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import type { ClusterStatus } from '../../model/cluster-status.ts';
import type { HostShell } from '../../ports/host-shell.ts';
import { surveyHosts } from './survey-hosts.ts';

/** Looks into every host, and compares what is there with what is declared. Changes nothing. */
export async function lookAtCluster(
  { cluster, hosts }: { readonly cluster: Cluster; readonly hosts: readonly ClusterHost[] },
  shell: HostShell,
  signal: AbortSignal,
): Promise<ClusterStatus> {
  return clusterStatus(cluster, await surveyHosts(hosts, shell, signal));
}
