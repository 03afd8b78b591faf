import type { SshConfig } from './config.ts';
import { quote } from './quote.ts';

/** The options of the system's ssh by which it behaves as k0sctl's own does. */
export function sshOptions(config: SshConfig): readonly string[] {
  const { keyPath, port = 22, bastion } = config;
  const settings = [
    'BatchMode=yes',
    'ConnectTimeout=10',
    'ServerAliveInterval=30',
    'HashKnownHosts=yes',
    'LogLevel=ERROR',
    ...hostKeySettings(process.env['SSH_KNOWN_HOSTS']),
    ...(keyPath === undefined ? [] : ['IdentitiesOnly=yes', `IdentityFile=${inHome(keyPath)}`]),
    ...(bastion === undefined ? [] : [`ProxyCommand=${proxyCommand(bastion)}`]),
  ];
  return ['-F', 'none', '-p', String(port), ...settings.flatMap((setting) => ['-o', setting])];
}

/**
 * The options of the transport `openSSH`, which hands those of the configuration to ssh. Nothing else is
 * said about host keys: an unknown one is an error, since nobody can be asked.
 */
export function openSshOptions({ keyPath, port = 22, options = {} }: SshConfig): readonly string[] {
  const given = Object.entries(options).filter(([name]) => !name.startsWith('Control'));
  const settings = ['BatchMode=yes', ...given.map(([name, value]) => `${name}=${asText(value)}`)];
  const key = keyPath === undefined ? [] : ['-i', inHome(keyPath)];
  return [...key, '-p', String(port), ...settings.flatMap((setting) => ['-o', setting])];
}

function asText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

export function sshTarget({ address, user = 'root' }: SshConfig): string {
  return `${user}@${address}`;
}

// Unknown keys are accepted and added; changed ones are refused. An empty variable turns the check off.
function hostKeySettings(file: string | undefined): readonly string[] {
  if (file === '') return ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null'];
  const path = file ?? inHome('~/.ssh/known_hosts');
  return [
    'StrictHostKeyChecking=accept-new',
    `UserKnownHostsFile=${path}`,
    'GlobalKnownHostsFile=/dev/null',
  ];
}

function proxyCommand(bastion: SshConfig): string {
  const words = ['ssh', ...sshOptions(bastion), sshTarget(bastion)].map(quote);
  return [...words, '-W', '%h:%p'].join(' ');
}

function inHome(path: string): string {
  return path.replace(/^~(?=\/)/, process.env['HOME'] ?? '');
}
