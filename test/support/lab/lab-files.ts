import { execa } from 'execa';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabHost } from './lab-plan.ts';

export interface LabFiles {
  /** Private key of the one who may log in as root, mode 0600. */
  readonly keyPath: string;
  /** Public key per host, as in `ssh-ed25519 AAAA…`. */
  readonly hostKeys: ReadonlyMap<string, string>;
  /** A known_hosts file of all hosts by IPv4, IPv6 and name. */
  readonly knownHostsPath: string;
  /** A k0s to upload, of version `k0sVersion`. */
  readonly k0sPath: string;
}

/** The version that the stand-in k0s tells, without the `v`. */
export const k0sVersion = '1.33.4+k0s.0';

/** Writes keys, names and programs of a lab into its directory. */
export async function writeLabFiles(dir: string, hosts: readonly LabHost[]): Promise<LabFiles> {
  const keyPath = join(dir, 'id');
  await Promise.all([
    makeKey(keyPath),
    ...hosts.map(({ name }) => makeKey(hostKeyPath(dir, name))),
  ]);
  const hostKeys = new Map<string, string>();
  for (const { name } of hosts) hostKeys.set(name, await readPublicKey(hostKeyPath(dir, name)));
  const files = {
    keyPath,
    hostKeys,
    knownHostsPath: join(dir, 'known_hosts'),
    k0sPath: join(dir, 'k0s'),
  };
  await writeFile(files.knownHostsPath, knownHosts(hosts, hostKeys), { mode: 0o600 });
  await writeFile(files.k0sPath, k0sProgram(k0sVersion));
  await chmod(files.k0sPath, 0o755);
  await writeFile(join(dir, 'etc-hosts'), etcHosts(hosts));
  await writeFile(join(dir, 'bastion'), bastionLine(hosts));
  return files;
}

/** A stand-in k0s that tells `version`: one file, as the real one. What it does lies on the hosts. */
export function k0sProgram(version: string): string {
  return `#!/bin/sh\nexec /usr/libexec/lab/k0s/main "$0" v${version} "$@"\n`;
}

function hostKeyPath(dir: string, name: string): string {
  return join(dir, `host-key-${name}`);
}

async function makeKey(path: string): Promise<void> {
  await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', path]);
}

async function readPublicKey(path: string): Promise<string> {
  const text = await readFile(`${path}.pub`, 'utf8');
  return text.split(' ').slice(0, 2).join(' ');
}

function knownHosts(hosts: readonly LabHost[], keys: ReadonlyMap<string, string>): string {
  const lines = hosts.map(
    ({ name, ipv4, ipv6 }) => `${ipv4},${ipv6},${name} ${keys.get(name) ?? ''}\n`,
  );
  return lines.join('');
}

function etcHosts(hosts: readonly LabHost[]): string {
  const lines = hosts.map(({ name, ipv4, ipv6 }) => `${ipv4} ${name}\n${ipv6} ${name}\n`);
  return `127.0.0.1 localhost\n::1 localhost\n${lines.join('')}`;
}

function bastionLine(hosts: readonly LabHost[]): string {
  const bastion = hosts.find(({ back }) => back !== undefined);
  return bastion === undefined ? '' : `${bastion.ipv4},${bastion.ipv6}\n`;
}
