import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { OwnRun } from '../ports/own-run.ts';
import { isAlive } from './is-alive.ts';

/**
 * This process as a run: `USER@HOST pid PID RANDOM` for people. For other runs on the same machine a
 * hash of what is the machine's own since it was started (its boot, and the namespace in which the
 * process id counts), the process id, and when the process began, since ids are used again.
 */
export function ownRun(): OwnRun {
  const { pid } = process;
  const machine = readMachine();
  const began = readBegin(pid);
  return {
    identity: `${userName()}@${hostname()} pid ${String(pid)} ${randomBytes(4).toString('hex')}`,
    process:
      machine === null || began === null ? null : [machine, String(pid), began.ticks].join('/'),
    isGone(process) {
      const [where, id = '', ticks] = process.split('/');
      if (machine === null || where !== machine || !/^[1-9]\d*$/.test(id)) return false;
      if (!isAlive(Number(id))) return true;
      // Others' processes may be hidden in /proc: then nothing is known.
      const now = readBegin(Number(id));
      return now !== null && (now.isZombie || now.ticks !== ticks);
    },
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown'); // A container may run as a user without a name.
  }
}

/** Null where there is no such thing: not Linux, or no /proc, or one in which ids are other processes'. */
function readMachine(): string | null {
  try {
    if (readlinkSync('/proc/self') !== String(process.pid)) return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const namespace = readlinkSync('/proc/self/ns/pid');
    return createHash('sha256').update(`${boot} ${namespace}`).digest('hex').slice(0, 32);
  } catch {
    return null;
  }
}

/** Fields 3 and 22 of proc_pid_stat(5); the second is a name in parentheses, which may hold any. */
function readBegin(pid: number): { readonly isZombie: boolean; readonly ticks: string } | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', ticks] = [fields[0], fields[19]];
    return ticks === undefined ? null : { isZombie: 'ZX'.includes(state), ticks };
  } catch {
    return null;
  }
}
