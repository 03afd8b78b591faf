import type { Connection } from './connection.ts';
import type { HostConfig } from './config.ts';

/** A host of the configuration, and what is found out about it on the way. */
export interface Host {
  readonly config: HostConfig;
  readonly address: string;
  /** As it stands in messages. */
  readonly title: string;
  reset: boolean;
  connection: Connection | undefined;
  facts: Facts;
}

export interface Facts {
  readonly hostname: string;
  readonly privateAddress: string;
  /** Of /usr/local/bin/k0s; undefined where there is none. */
  readonly binaryVersion: string | undefined;
  readonly runningVersion: string | undefined;
  readonly runningFlags: readonly string[];
  readonly existingConfig: string;
  readonly newConfig: string;
  /** A k0s that was uploaded and is not yet in its place. */
  readonly stagedBinary: string;
  readonly needsUpgrade: boolean;
  readonly isLeader: boolean;
  readonly isInstalled: boolean;
  readonly isReady: boolean;
}

export function describeHost(config: HostConfig): Host {
  const { ssh, openSSH, winRM } = config;
  const remote = ssh ?? openSSH ?? winRM;
  const address = remote?.address ?? '127.0.0.1';
  const port = remote?.port ?? (winRM === undefined ? 22 : 5985);
  const shown = address.includes(':') ? `[${address}]` : address;
  return {
    config,
    address,
    title: remote === undefined ? 'localhost' : `${shown}:${port}`,
    reset: config.reset === true,
    connection: undefined,
    facts: {
      hostname: '',
      privateAddress: config.privateAddress ?? '',
      binaryVersion: undefined,
      runningVersion: undefined,
      runningFlags: [],
      existingConfig: '',
      newConfig: '',
      stagedBinary: '',
      needsUpgrade: false,
      isLeader: false,
      isInstalled: false,
      isReady: false,
    },
  };
}

export function learn(host: Host, facts: Partial<Facts>): void {
  host.facts = { ...host.facts, ...facts };
}

export function isController({ config: { role } }: Host): boolean {
  return role !== 'worker';
}

export function serviceOf(host: Host): 'k0scontroller' | 'k0sworker' {
  return isController(host) ? 'k0scontroller' : 'k0sworker';
}

export function dataDirOf({ config }: Host): string {
  return config.dataDir ?? '/var/lib/k0s';
}

/** The k0s to run: the staged one until it is installed, which dry runs never do. */
export function k0sOf({ config }: Host): string {
  return config.k0sInstallPath ?? '/usr/local/bin/k0s';
}

export const configPath = '/etc/k0s/k0s.yaml';
export const tokenPath = '/etc/k0s/k0stoken';

/** `k0s reset` as k0sctl runs it. */
export function resetCommand(host: Host): string {
  const { kubeletRootDir } = host.config;
  const root = kubeletRootDir === undefined ? '' : ` --kubelet-root-dir=${kubeletRootDir}`;
  return `${k0sOf(host)} reset --data-dir=${dataDirOf(host)}${root}`;
}
