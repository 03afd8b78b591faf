import type {
  ClusterStatus,
  Declared,
  HostCondition,
  HostStatus,
  Membership,
} from '../model/cluster-status.ts';
import type { BackupHealth } from '../model/backup-health.ts';
import { backupHealthRows } from './backup-health.ts';
import { count } from './count.ts';
import { printableLine } from './printable.ts';
import type { Color, Style } from './style.ts';
import { tableLines } from './table.ts';

const HEAD = ['HOST', 'ROLE', 'K0S', 'STATE', 'NODE', 'ETCD'];

/**
 * A table of the hosts, facts of the cluster, and what is not as declared.
 * @param backups null where the hostgroup describes none
 */
export function clusterStatusText(
  status: ClusterStatus,
  style: Style,
  backups: BackupHealth | null = null,
): string {
  const [head = '', ...lines] = tableLines([HEAD, ...status.hosts.map(rowOf)]);
  const rows = lines.map((line, index) => colored(line, status.hosts[index]?.state, style));
  return (
    [
      style('bold', head),
      ...rows,
      '',
      ...factLines(status, backups),
      ...problemLines(
        {
          hosts: status.hosts,
          problems: [...status.problems, ...status.strayNodes, ...(backups?.problems ?? [])],
        },
        style,
      ),
    ].join('\n') + '\n'
  );
}

function rowOf({ name, role, version, state, node, etcd }: HostStatus): readonly string[] {
  return [
    name,
    showDeclared(role),
    showDeclared(version),
    state,
    node === 'yes' ? 'ready' : MEMBERSHIPS[node],
    etcd === 'yes' ? 'member' : MEMBERSHIPS[etcd],
  ];
}

const MEMBERSHIPS: Readonly<Record<Membership, string>> = {
  yes: 'yes',
  'not ready': 'not ready',
  missing: 'missing',
  none: '-',
  unknown: 'unknown',
};

function showDeclared({ declared, found }: Declared): string {
  const isSame = found === null || found.replace(/^v/, '') === declared.replace(/^v/, '');
  return isSame ? declared : `${declared} (runs ${found})`;
}

const COLORS: Readonly<Partial<Record<HostCondition, Color>>> = {
  unreachable: 'red',
  'not answering': 'red',
  stopped: 'red',
  'not installed': 'yellow',
};

function colored(line: string, state: HostCondition | undefined, style: Style): string {
  const color = state === undefined ? undefined : COLORS[state];
  return color === undefined ? line : style(color, line);
}

function factLines(
  { name, uid, server, etcdMembers }: ClusterStatus,
  backups: BackupHealth | null,
): readonly string[] {
  const members = etcdMembers?.map((member) => `${member.name} (${member.peerUrl})`).join(', ');
  return tableLines([
    ['cluster', name],
    ['uid', uid ?? 'unknown'],
    ['server', server ?? 'unknown'],
    ['etcd', members === undefined ? 'unknown, or none' : members || 'no members'],
    ...(backups === null ? [] : backupHealthRows(backups)),
  ]);
}

function problemLines(
  { problems, hosts }: Pick<ClusterStatus, 'hosts' | 'problems'>,
  style: Style,
): readonly string[] {
  const unseen = hosts.filter(({ state }) => state === 'not looked at').length;
  const well =
    unseen === 0
      ? 'all is as declared'
      : `what was looked at is as declared; ${count(unseen, 'host')} with WinRM not looked at`;
  if (problems.length === 0) return [well];
  const title = `${count(problems.length, 'thing')} ${problems.length === 1 ? 'is' : 'are'} not as declared:`;
  return [style('red', title), ...problems.map((problem) => `- ${printableLine(problem)}`)];
}
