import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { isAlive } from './is-alive.ts';

/**
 * Names a process among those of all machines, in one word: a hash of what is the machine's own since
 * it was started (its boot, and the namespace in which process ids count), the id, and when the
 * process began, since ids are used again. Null where the system does not allow it.
 */
export function nameProcess(pid: number): string | null {
  const machine = readMachine();
  const began = readBegin(pid);
  return machine === null || began === null ? null : [machine, String(pid), began.ticks].join('/');
}

/** What is known of a process that was named so: it may be another machine's. */
export function fateOf(named: string): 'alive' | 'gone' | 'unknown' {
  const [where, id = '', ticks] = named.split('/');
  const machine = readMachine();
  if (machine === null || where !== machine || !/^[1-9]\d*$/.test(id)) return 'unknown';
  if (!isAlive(Number(id))) return 'gone';
  // Others' processes may be hidden in /proc: then nothing is known.
  const now = readBegin(Number(id));
  if (now === null) return 'unknown';
  return now.isZombie || now.ticks !== ticks ? 'gone' : 'alive';
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
