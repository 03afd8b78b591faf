import type { SshEndpoint, SshOptions, Transport } from '../model/cluster-host.ts';
import { shellQuote } from '../model/shell-quote.ts';

/** What ssh is to trust, and how long it may take to connect. */
export interface SshTrust {
  /** A file of our own. It holds the declared host keys; nothing where none are declared. */
  readonly knownHostsFile: string;
  /** Whether host keys are declared: then no other one is accepted. */
  readonly isDeclared: boolean;
  readonly connectSeconds: number;
  /** What `~` stands for. */
  readonly home: string;
}

/** How the program ssh can reach a host. */
export type SshTransport = Extract<Transport, { readonly type: 'ssh' | 'openSSH' }>;

/** What ssh is called with to run a command on a host. */
export function sshArguments(
  transport: SshTransport,
  trust: SshTrust,
  command: string,
): readonly string[] {
  const reach =
    transport.type === 'ssh'
      ? [...endpointArguments(transport, trust), ...proxyArguments(transport, trust)]
      : configuredArguments(transport, trust);
  return [...reach, '-T', '--', transport.address, command];
}

/** What ssh is called with to connect its standard streams to a port that a server of SSH reaches. */
export function forwardArguments(
  through: SshEndpoint,
  { address, port }: { readonly address: string; readonly port: number },
  trust: SshTrust,
): readonly string[] {
  const target = ['-W', `[${address}]:${String(port)}`];
  return [...endpointArguments(through, trust), ...target, '--', through.address];
}

/** What ssh is called with to tell how it would reach a host, by `-G`. */
export function explainArguments(transport: SshTransport, trust: SshTrust): readonly string[] {
  const ours = transport.type === 'openSSH' ? configuredArguments(transport, trust) : [];
  return ['-G', ...ours, '--', transport.address];
}

/** Only what is declared counts, not the user's configuration. */
function endpointArguments(endpoint: SshEndpoint, trust: SshTrust): readonly string[] {
  return [
    ...['-F', 'none', ...trustArguments(trust)],
    ...['-l', endpoint.user, '-p', String(endpoint.port)],
    ...keyArguments(endpoint.keyPath, trust),
    ...optionArguments(endpoint.options),
    ...trustOfStrangers(trust),
    ...aliveArguments(trust),
  ];
}

function configuredArguments(
  transport: Extract<Transport, { readonly type: 'openSSH' }>,
  trust: SshTrust,
): readonly string[] {
  const { configPath, user, port, keyPath, options } = transport;
  return [
    ...(configPath === null ? [] : ['-F', atHome(configPath, trust)]),
    ...trustArguments(trust),
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...keyArguments(keyPath, trust),
    ...optionArguments(options),
    ...aliveArguments(trust),
  ];
}

/** ssh gives the command to a shell, and expands `%` in it before. */
function proxyArguments(
  { bastion, address, port }: Extract<Transport, { readonly type: 'ssh' }>,
  trust: SshTrust,
): readonly string[] {
  if (bastion === null) return [];
  const words = ['ssh', ...forwardArguments(bastion, { address, port }, trust)];
  const command = words.map(shellQuote).join(' ').replaceAll('%', '%%');
  return ['-o', `ProxyCommand=${command}`];
}

/** The first value that ssh gets for an option counts: these stand before all others. */
function trustArguments({ isDeclared, knownHostsFile }: SshTrust): readonly string[] {
  const declared = {
    UserKnownHostsFile: quoted(knownHostsFile),
    GlobalKnownHostsFile: '/dev/null',
    StrictHostKeyChecking: 'yes',
    VerifyHostKeyDNS: 'no',
  };
  return optionArguments({
    BatchMode: 'yes',
    LogLevel: 'ERROR',
    ControlMaster: 'no',
    ControlPath: 'none',
    UpdateHostKeys: 'no',
    ...(isDeclared ? declared : {}),
  });
}

/**
 * Where no host keys are declared, a new host is trusted as k0sctl trusts it, and one whose key has
 * changed is not. ssh writes to the first file, which is ours: the user's stay as they are.
 */
function trustOfStrangers({ isDeclared, knownHostsFile, home }: SshTrust): readonly string[] {
  if (isDeclared) return [];
  const users = ['known_hosts', 'known_hosts2'].map((name) => `${home}/.ssh/${name}`);
  return optionArguments({
    UserKnownHostsFile: [knownHostsFile, ...users].map(quoted).join(' '),
    StrictHostKeyChecking: 'accept-new',
  });
}

function keyArguments(keyPath: string | null, trust: SshTrust): readonly string[] {
  if (keyPath === null) return [];
  return ['-i', atHome(keyPath, trust).replaceAll('%', '%%'), '-o', 'IdentitiesOnly=yes'];
}

function aliveArguments({ connectSeconds }: SshTrust): readonly string[] {
  return optionArguments({
    ConnectTimeout: String(connectSeconds),
    ConnectionAttempts: '1',
    ServerAliveInterval: '5',
    ServerAliveCountMax: '3',
  });
}

function optionArguments(options: SshOptions): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** ssh itself takes `~` from the system's list of users, and not from HOME. */
function atHome(path: string, { home }: SshTrust): string {
  return path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
}

/** As ssh_config(5) quotes a file name with spaces. */
function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%').replaceAll(/["\\]/g, '\\$&')}"`;
}
