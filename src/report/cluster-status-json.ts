import type { BackupHealth } from '../model/backup-health.ts';
import { printJson } from '../model/exact-json.ts';
import type { ClusterStatus, HostStatus } from '../model/cluster-status.ts';

/** The status of a cluster as a document of JSON. */
export function clusterStatusJson(
  { hosts, problems: notAsDeclared, strayNodes, etcdMembers, ...status }: ClusterStatus,
  backups: BackupHealth | null = null,
): string {
  const problems = [...notAsDeclared, ...strayNodes, ...(backups?.problems ?? [])];
  const document = {
    name: status.name,
    uid: status.uid,
    server: status.server,
    ok: problems.length === 0,
    problems,
    etcdMembers: etcdMembers?.map(({ name, peerUrl }) => ({ name, peerUrl })) ?? null,
    hosts: hosts.map(hostOf),
    backups: backups === null ? null : backupsOf(backups),
  };
  return `${printJson(document, '  ')}\n`;
}

/** Ages are in seconds. */
function backupsOf({ count, newest, drill, notes }: BackupHealth) {
  return {
    count,
    newest:
      newest === null
        ? null
        : { name: newest.name, time: newest.time, age: Math.floor(newest.age / 1000) },
    drill:
      drill === null
        ? null
        : {
            backup: drill.backup,
            time: drill.time,
            ok: drill.ok,
            age: Math.floor(drill.age / 1000),
          },
    notes,
  };
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
