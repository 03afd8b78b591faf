import { printJson } from '../model/exact-json.ts';
import type { ClusterStatus, HostStatus } from '../model/cluster-status.ts';

/** The status of a cluster as a document of JSON. */
export function clusterStatusJson({
  hosts,
  problems,
  etcdMembers,
  ...status
}: ClusterStatus): string {
  const document = {
    name: status.name,
    uid: status.uid,
    server: status.server,
    ok: problems.length === 0,
    problems,
    etcdMembers: etcdMembers?.map(({ name, peerUrl }) => ({ name, peerUrl })) ?? null,
    hosts: hosts.map(hostOf),
  };
  return `${printJson(document, '  ')}\n`;
}

function hostOf({ role, version, ...host }: HostStatus) {
  return {
    name: host.name,
    hostname: host.hostname,
    role: { declared: role.declared, found: role.found },
    version: { declared: version.declared, found: version.found },
    reset: host.reset,
    state: host.state,
    reason: host.reason,
    node: host.node,
    etcd: host.etcd,
  };
}
