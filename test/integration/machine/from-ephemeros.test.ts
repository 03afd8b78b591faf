import { describe, expect, test } from 'vitest';
import {
  exampleMachines,
  type Node,
  readIgnitionText,
  readNode,
  sectionOf,
} from '../../support/machines/read-node.ts';

/**
 * What ephemeros' ignition.yml says, field by field, and what a node of the same description has:
 * `=` for the same, else that, with the reason.
 */
type Row = readonly [field: string, meant: string, now: string, because?: string];

const text = await readIgnitionText(exampleMachines('home-lab.nix'), 'node1');
const node = readNode(text);

const units: Readonly<Record<string, readonly Row[]>> = {
  'k3s.service': [
    ['Unit Description', 'Lightweight Kubernetes', '='],
    ['Unit Documentation', 'https://k3s.io', 'https://docs.k3s.io', 'where it has moved'],
    ['Unit After', 'network-online.target', '='],
    ['Unit Wants', '', 'network-online.target', 'after what nobody wants is after nothing'],
    ['Unit RequiresMountsFor', '', '/secrets', 'it waits for its secrets'],
    ['Unit ConditionFileNotEmpty', '/secrets/k3s_env', '='],
    ['Service Type', 'notify', '='],
    ['Service KillMode', 'process', '='],
    ['Service Delegate', 'yes', '='],
    ['Service LimitNOFILE', '1048576', '='],
    ['Service LimitNPROC', 'infinity', '='],
    ['Service LimitCORE', 'infinity', '='],
    ['Service TasksMax', 'infinity', '='],
    ['Service TimeoutStartSec', '0', '='],
    ['Service Restart', 'always', '='],
    ['Service RestartSec', '5s', '='],
    ['Service EnvironmentFile', '/secrets/k3s_env', '='],
    [
      'Service ExecStartPre',
      '-/sbin/modprobe br_netfilter, -/sbin/modprobe overlay',
      '-/sbin/modprobe br_netfilter, -/sbin/modprobe overlay, /opt/bin/kubernixos-k3s-password',
      'the cluster knows the node again',
    ],
    ['Service ExecStart', '/opt/bin/k3s server', '='],
    ['Install WantedBy', 'multi-user.target', '='],
  ],
  'logexport.service': [
    ['Unit Description', 'Log Exporter', 'Log export', 'our words'],
    ['Unit After', 'systemd-journald.service', 'network-online.target', 'the journal is there'],
    ['Unit Wants', '', 'network-online.target', 'after what nobody wants is after nothing'],
    ['Unit RequiresMountsFor', '', '/secrets', 'it waits for its secrets'],
    ['Unit ConditionFileNotEmpty', '/secrets/logexport_env', '='],
    ['Service EnvironmentFile', '/secrets/logexport_env', '='],
    [
      'Service ExecStart',
      `/bin/sh -c 'journalctl -f | ncat --ssl "\${LOGEXPORT_HOST}" "\${LOGEXPORT_PORT}"'`,
      '/opt/bin/kubernixos-log-export',
      'Flatcar has no ncat, which verified nothing; the cursor is kept',
    ],
    ['Service Restart', 'on-failure', 'always', 'a clean end of the connection ended it for ever'],
    ['Service RestartSec', '5s', '='],
    ['Install WantedBy', 'multi-user.target', '='],
  ],
  'heartbeat.service': [
    ['Unit Description', 'Monitoring Heartbeat Pulse', 'Sign of life', 'our words'],
    ['Unit Requires', 'network-online.target', '', 'it would be stopped with the network'],
    ['Unit After', '', 'network-online.target', 'it ran at once'],
    ['Unit Wants', '', 'network-online.target', 'after what nobody wants is after nothing'],
    ['Unit RequiresMountsFor', '', '/secrets', 'it waits for its secrets'],
    ['Unit ConditionFileNotEmpty', '/secrets/heartbeat_env', '='],
    ['Service Type', '', 'oneshot', 'it is over before the timer counts'],
    ['Service EnvironmentFile', '/secrets/heartbeat_env', '='],
    [
      'Service ExecStart',
      `/bin/sh -c 'wget --spider "\${HEARTBEAT_URL}" >/dev/null 2>&1'`,
      '/opt/bin/kubernixos-heartbeat',
      'the URL is not in the arguments; a node that is not ready has no heartbeat',
    ],
    ['Service Restart', 'on-failure', '', 'the timer does that'],
    ['Install WantedBy', 'multi-user.target', '', 'the timer starts it'],
  ],
  'heartbeat.timer': [
    ['Unit Requires', 'heartbeat.service', '', 'the timer would start it at once'],
    ['Timer OnUnitInactiveSec', '5m', '='],
    ['Timer OnBootSec', '', '1m', 'without it a timer may never begin'],
    ['Timer RandomizedDelaySec', '', '10s', 'machines that start together do not call together'],
    ['Timer AccuracySec', '10s', '='],
    ['Install WantedBy', 'timers.target', '='],
  ],
  'host_ddns.service': [
    ['Unit After', 'sethostname.service', 'network-online.target', 'the name is there'],
    ['Unit Requires', 'network-online.target', '', 'it would be stopped with the network'],
    ['Unit Wants', '', 'network-online.target', 'after what nobody wants is after nothing'],
    ['Unit RequiresMountsFor', '', '/secrets', 'it waits for its secrets'],
    ['Unit ConditionFileNotEmpty', '/secrets/namecheap_ddns_env', '='],
    ['Service Type', '', 'oneshot', 'it is over before the timer counts'],
    ['Service EnvironmentFile', '/secrets/namecheap_ddns_env', '='],
    ['Service ExecStart', `(a script from master)`, '/opt/bin/kubernixos-ddns', 'part of the node'],
    ['Service Restart', 'always', '', 'a timer does that'],
    ['Install WantedBy', 'multi-user.target', '', 'a timer starts it'],
  ],
  'host_ddns.timer': [
    ['Timer OnUnitInactiveSec', '10m (RestartSec of the service)', '10m', 'the same interval'],
  ],
  'primary_ddns.service': [
    ['Unit Requires', 'network-online.target k3s.service', '', 'it would be stopped with them'],
    [
      'Unit After',
      '',
      'network-online.target, k3s.service',
      'it asked k3s before that had started',
    ],
    ['Unit Wants', '', 'network-online.target', 'after what nobody wants is after nothing'],
    ['Unit RequiresMountsFor', '', '/secrets', 'it waits for its secrets'],
    ['Unit ConditionFileNotEmpty', '/secrets/namecheap_ddns_env', '='],
    ['Service Type', '', 'oneshot', 'it is over before the timer counts'],
    ['Service EnvironmentFile', '/secrets/namecheap_ddns_env', '='],
    ['Service ExecStart', `(a script from master)`, '/opt/bin/kubernixos-ddns', 'part of the node'],
    ['Service Restart', 'on-failure', '', 'the timer does that'],
    ['Install WantedBy', 'multi-user.target', '', 'the timer starts it'],
  ],
  'primary_ddns.timer': [
    ['Unit Requires', 'primary_ddns.service', '', 'the timer would start it at once'],
    ['Timer OnUnitInactiveSec', '5m', '='],
    ['Timer AccuracySec', '10s', '='],
    ['Install WantedBy', 'timers.target', '='],
  ],
  'secrets.mount': [
    ['Mount What', '/dev/disk/by-label/secrets', '='],
    ['Mount Where', '/secrets', '='],
    [
      'Mount Options',
      'ro',
      'ro,nodev,nosuid,noexec,nofail',
      'nothing else is needed, and nothing but its users waits for it',
    ],
    ['Mount DirectoryMode', '0700', '='],
    ['Install WantedBy', 'k3s.service', 'multi-user.target', 'others need it too'],
  ],
};

describe.each(Object.entries(units))('%s', (name, rows) => {
  test.each(rows.map(([field, meant, now]) => [field, meant, now] as const))(
    '%s',
    (field, meant, now) => {
      const [section = '', key = ''] = field.split(' ');
      const lines = sectionOf(node.units.get(name)?.text ?? '', section);
      const values = lines.flatMap((line) =>
        line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : [],
      );
      expect(values.join(', ')).toBe(now === '=' ? meant : now);
    },
  );
});

test('there is no unit that nobody asked for, and all that start are enabled', () => {
  const enabled = [...node.units].flatMap(([name, unit]) => (unit.enabled ? [name] : []));
  expect(enabled).toEqual([
    'heartbeat.timer',
    'host_ddns.timer',
    'k3s.service',
    'logexport.service',
    'primary_ddns.timer',
    'secrets.mount',
  ]);
  expect([...node.units.keys()].sort()).toEqual(Object.keys(units).sort());
});

const bond = (name: string) => node.files.get(`/etc/systemd/network/${name}`)?.text ?? '';

test.each<readonly [string, (node: Node) => unknown, unknown]>([
  [
    'the bond is LACP, by layers 3 and 4, fast',
    () => sectionOf(bond('25-james.netdev'), 'Bond'),
    ['LACPTransmitRate=fast', 'MIIMonitorSec=1s', 'Mode=802.3ad', 'TransmitHashPolicy=layer3+4'],
  ],
  [
    'it is called james',
    () => sectionOf(bond('25-james.netdev'), 'NetDev'),
    ['Kind=bond', 'Name=james'],
  ],
  [
    'all cards of the board belong to it',
    () => bond('25-james-members.network'),
    '[Match]\nName=eno*\n\n[Network]\nBond=james\n',
  ],
  [
    'it gets its address by DHCP',
    () => bond('26-james.network'),
    '[Match]\nName=james\n\n[Network]\nDHCP=yes\n',
  ],
  [
    'SELinux is permissive',
    ({ files }) => files.get('/etc/selinux/config'),
    {
      text: 'SELINUX=permissive\nSELINUXTYPE=targeted\n',
      source: 'data:,SELINUX%3Dpermissive%0ASELINUXTYPE%3Dtargeted%0A',
      hash: undefined,
      mode: 0o644,
      overwrite: true,
    },
  ],
  [
    'k3s is pinned by its SHA-512',
    ({ files }) => files.get('/opt/bin/k3s'),
    {
      text: null,
      source: 'https://github.com/k3s-io/k3s/releases/download/v1.33.1%2Bk3s1/k3s',
      hash: expect.stringMatching(/^sha512-[0-9a-f]{128}$/) as unknown,
      mode: 0o755,
      overwrite: true,
    },
  ],
  ['kubectl is k3s', ({ links }) => [...links], [['/opt/bin/kubectl', '/opt/bin/k3s']]],
  [
    'the node has its name from the start',
    ({ files }) => files.get('/etc/hostname')?.text,
    'node1.example.com\n',
  ],
  [
    'core logs in by the key that was declared, and by no other',
    ({ users }) => users,
    [{ name: 'core', sshAuthorizedKeys: [expect.stringMatching(/ admin$/) as unknown] }],
  ],
])('%s', (_, read, expected) => {
  expect(read(node)).toEqual(expected);
});

test.each([
  ['k_params, whose URL is gone', /k_params|kparams/],
  ['ncat, which Flatcar no longer has', /\bncat\b/],
  ['the key of the author of ephemeros', /AAAAB3NzaC1yc2E/],
  ['a branch in place of a version', /\/master\/|raw\.githubusercontent/],
  ['the current release, whichever that is', /\/current\//],
  ['a hostname from the command line', /sethostname|hostnamectl/],
  ['grep for Ready, which NotReady matches too', /grep/],
  ['wget, which busybox and GNU have differently', /wget/],
])('there is no %s', (_, pattern) => {
  const all = [...node.files.values()].map((file) => file.text ?? file.source);
  const texts = [...all, ...[...node.units.values()].map((unit) => unit.text)];
  expect(texts.filter((part) => pattern.test(part))).toEqual([]);
});

test('nothing is fetched but what is pinned', () => {
  const fetched = [...node.files.values()].filter((file) => file.text === null);
  expect(fetched.map(({ hash }) => hash?.slice(0, 7))).toEqual(['sha512-']);
});
