import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A started program, and when and how it ended. */
export interface RunningProgram {
  readonly name: string;
  readonly logPath: string;
  /** Settles at the program's end with what ended it, such as "exit code 1". */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts `binary` with its output in `dir`/`name`.log. */
export function startProgram(
  name: string,
  binary: string,
  args: readonly string[],
  dir: string,
): RunningProgram {
  const logPath = join(dir, `${name}.log`);
  const log = openSync(logPath, 'a', 0o600);
  const [command, ...rest] = [...dyingWithParent(), binary, ...args];
  const child = spawn(command ?? binary, rest, { cwd: dir, stdio: ['ignore', log, log] });
  closeSync(log);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      over = true;
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      over = true;
      resolve(signal ?? `exit code ${String(code)}`);
    });
  });
  return { name, logPath, ended, hasEnded: () => over, kill: (signal) => child.kill(signal) };
}

/** Ends a program by SIGTERM, and by SIGKILL where it has not ended `patience` milliseconds later. */
export async function stopProgram(program: RunningProgram, patience: number): Promise<void> {
  if (program.hasEnded()) return;
  program.kill('SIGTERM');
  program.kill('SIGCONT'); // A paused one would not hear it.
  const timer = new AbortController();
  await Promise.race([
    program.ended,
    sleep(patience, undefined, { signal: timer.signal }).catch(() => undefined),
  ]);
  timer.abort();
  program.kill('SIGKILL');
  await program.ended;
}

/** The last lines of a program's log, for an error message. */
export async function logTail(program: RunningProgram, lines = 20): Promise<string> {
  const text = await readFile(program.logPath, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

// Where Linux can do so, the kernel ends a program whose supervisor is killed itself.
function dyingWithParent(): readonly string[] {
  const prefix = ['setpriv', '--pdeathsig', 'KILL', '--'] as const;
  const probe = spawnSync(prefix[0], [...prefix.slice(1), 'true'], { stdio: 'ignore' });
  return probe.status === 0 ? prefix : [];
}
