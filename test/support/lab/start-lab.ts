// A lab: ssh hosts on this machine with a network of their own, on which a stand-in k0s runs.
//
//     const lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'work1', role: 'worker' }] });
//     const { command, args } = lab.enter('ssh', ['-i', lab.keyPath, `root@${lab.host('ctrl1').ipv4}`, 'id']);
//     …
//     await lab.stop();
//
// Nothing of it is seen outside: hosts are in namespaces, write to memory only, and reach one another and
// nothing else. Programs that shall reach them are started as `enter` tells. The lab ends with the
// process that started it, however that ends. It needs root, and what `provideLabPrograms` installs.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaitReady } from './await-ready.ts';
import { writeLabFiles, type LabFiles } from './lab-files.ts';
import { planHosts, type HostRequest, type Knob, type LabHost } from './lab-plan.ts';
import { operateHosts, type HostOperations } from './operate-hosts.ts';

export interface Lab extends LabFiles, HostOperations {
  readonly hosts: readonly LabHost[];
  /** A host by its name. */
  readonly host: (name: string) => LabHost;
  /**
   * How a program is started so that it is in the lab's network and knows the hosts' names. It sees the
   * machine's files, keeps its process id through the start, and dies with the process that started it.
   */
  readonly enter: (command: string, args: readonly string[]) => Command;
  readonly stop: () => Promise<void>;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** Whether labs can be started here: containers often have a root that may not make namespaces. */
export const canStartLab =
  existsSync('/usr/sbin/sshd') &&
  existsSync('/usr/bin/etcd') &&
  spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', '--mount-proc', 'true']).status ===
    0;

/** Whether hosts have sudo, for accounts that are not root. */
export const canBecomeRoot = existsSync('/usr/bin/sudo');

/** Whether ways to hosts can be traced. */
export const canTrace = existsSync('/usr/bin/mtr');

/** Starts hosts, and returns when all of them take connections. */
export async function startLab(request: { readonly hosts: readonly HostRequest[] }): Promise<Lab> {
  const hosts = planHosts(request.hosts);
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-lab-'));
  const files = await writeLabFiles(dir, hosts);
  const machinery = join(import.meta.dirname, 'machinery/run-lab');
  const own = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const args = [...own, '--propagation', 'private', machinery, dir, process.execPath];
  // A process group of its own: a signal to the test run's group must not end it before it has cleared up.
  const child = spawn('unshare', [...args, ...hosts.map(describeHost)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', resolve));
  await awaitReady(child);
  const pid = child.pid ?? 0;
  const operations = operateHosts(pid, dir);
  await prepareHosts(request.hosts, operations, files);
  return {
    hosts,
    host: (name) => hostNamed(hosts, name),
    ...files,
    ...operations,
    enter: (command, rest) => enterNetwork(pid, join(dir, 'etc-hosts'), command, rest),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function describeHost({ name, ipv4, ipv6, behind, back }: LabHost): string {
  const front = [name, ipv4, ipv6, behind === undefined ? 'front' : 'back'];
  return [...front, ...(back === undefined ? [] : [back.ipv4, back.ipv6, 'back'])].join(',');
}

async function prepareHosts(
  requests: readonly HostRequest[],
  { setKnob, writeFile }: HostOperations,
  { k0sPath }: LabFiles,
): Promise<void> {
  for (const { name, knobs = [], hasK0s = false } of requests) {
    for (const knob of knobs satisfies readonly Knob[]) await setKnob(name, knob);
    if (hasK0s) await writeFile(name, '/usr/local/bin/k0s', k0sPath);
  }
}

function hostNamed(hosts: readonly LabHost[], name: string): LabHost {
  const found = hosts.find((host) => host.name === name);
  if (found === undefined) throw new Error(`the lab has no host ${name}`);
  return found;
}

// Every program of the chain becomes the next one, so that signals and exit codes are the last one's.
function enterNetwork(
  pid: number,
  names: string,
  command: string,
  args: readonly string[],
): Command {
  const withNames = 'mount --bind "$0" /etc/hosts && exec "$@"';
  const chain = [
    ['setpriv', '--pdeathsig', 'KILL', '--', 'nsenter', `--net=/proc/${pid}/ns/net`, '--'],
    ['unshare', '--mount', '--propagation', 'slave', '--', 'sh', '-c', withNames, names],
    [command, ...args],
  ].flat();
  return { command: chain[0] ?? '', args: chain.slice(1) };
}
