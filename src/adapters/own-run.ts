import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { OwnRun } from '../ports/own-run.ts';
import { fateOf, nameProcess } from './processes.ts';

/** This process as a run: `USER@HOST pid PID RANDOM` for people, and its name among all processes. */
export function ownRun(): OwnRun {
  const { pid } = process;
  return {
    identity: `${userName()}@${hostname()} pid ${String(pid)} ${randomBytes(4).toString('hex')}`,
    process: nameProcess(pid),
    isGone: (process) => fateOf(process) === 'gone',
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown'); // A container may run as a user without a name.
  }
}
