import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './start-lab.ts';

/**
 * How a program is started so that it is on a host of a lab, with nothing of our environment.
 * @param pid of the process whose network, mounts and child process ids are the lab's
 * @param dir of the lab
 */
export function enterHost(
  pid: number,
  dir: string,
  host: string,
  words: readonly string[],
): Command {
  return enterLab(pid, [script, join(dir, 'hosts', `${host}.pid`), ...words]);
}

/** The same for a script and its arguments in the lab itself. */
export function enterLab(pid: number, words: readonly string[]): Command {
  const spaces = ['net', 'mnt', 'pid_for_children'].map((name) => `/proc/${pid}/ns/${name}`);
  const [net = '', mount = '', pids = ''] = spaces;
  const into = [`--net=${net}`, `--mount=${mount}`, `--pid=${pids}`, '--'];
  return { command: '/usr/bin/nsenter', args: [...into, '/bin/sh', '-c', ...words] };
}

/** Writes a program that is the shell of a host, for those who take theirs from PATH. */
export async function writeShell(path: string, { command, args }: Command): Promise<void> {
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  await writeFile(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
}

// The process whose id is in the file has unshared its namespaces, and started the host's first process.
const script = `
pid=$(cat "$0")
exec nsenter --mount="/proc/$pid/ns/mnt" --uts="/proc/$pid/ns/uts" --net="/proc/$pid/ns/net" \\
  --pid="/proc/$pid/ns/pid_for_children" -- \\
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$@"`;
