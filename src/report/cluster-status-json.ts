import { printJson } from '../model/exact-json.ts';
import type { ClusterStatus, HostStatus } from '../model/cluster-status.ts';

/** The status of a cluster as a document of JSON. */
export function clusterStatusJson({
  hosts,
  problems,
  strayNodes,
  etcdMembers,
  ...status
}: ClusterStatus): string {
  const all = [...problems, ...strayNodes];
  const document = {
    name: status.name,
    uid: status.uid,
    server: status.server,
    ok: all.length === 0,
    problems: all,
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
