import { type FileHandle, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoreRules } from '../../../model/backup-rules.ts';
import { runBounded } from '../../bounded-run.ts';
import { makeGuardedDirectory } from '../../guarded-directory.ts';
import { secretValues } from '../../secret-values.ts';
import type { SupervisedCommand } from '../../supervised-command.ts';
import { streamToFile } from '../stream-to-file.ts';
import { resticEnvironment } from './restic-environment.ts';
import { isLocked, resticFailure, resticLate, resticMissing } from './restic-failures.ts';

export type ResticRules = Extract<StoreRules, { readonly type: 'restic' }>;

type Variables = Readonly<Record<string, string | undefined>>;

export interface ResticOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A private directory for one piece of work with a repository. */
export interface ResticWorkspace {
  readonly place: string;
  /** Where files are laid out that are to be stored; restic runs there. */
  readonly staging: string;
  /** Runs restic to its end, however it ends. Waits while others keep it out. */
  readonly attempt: (args: readonly string[], milliseconds?: number) => Promise<ResticOutput>;
  /** What it prints. Throws a `Failure` where it fails. */
  readonly restic: (args: readonly string[], milliseconds?: number) => Promise<string>;
  /** Writes what restic prints to a file. */
  readonly stream: (args: readonly string[], file: FileHandle) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const PASSWORD_OPTION = 'kubernixos.cluster.backup.store.restic.password';

const LONGEST_MILLISECONDS = 60 * 60 * 1000;
const LONGEST_LOCK_MILLISECONDS = 10 * 60 * 1000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Makes the workspace. It is gone after `remove`, and when we are, whatever ends us. */
export async function makeResticWorkspace(
  { repository, password, variables }: ResticRules,
  env: Variables,
  signal: AbortSignal,
): Promise<ResticWorkspace> {
  const secret = await secretValues(env).read(password, PASSWORD_OPTION);
  const directory = await makeGuardedDirectory(env, 'kubernixos-restic-');
  const [passwordFile, staging] = [join(directory.path, 'password'), join(directory.path, 'files')];
  const place = repository;
  const describe = (args: readonly string[]): SupervisedCommand => ({
    ...{ command: 'restic', args: ['--no-cache', ...args], cwd: staging, ownGroup: true },
    env: resticEnvironment(env, variables, { repository, passwordFile }),
    stopSignal: 'SIGINT', // At which it removes its lock.
  });
  const run = async (args: readonly string[], milliseconds: number): Promise<ResticOutput> => {
    const bounds = { timeoutMilliseconds: milliseconds, mostBytes: MOST_BYTES };
    const result = await runBounded(describe(args), bounds, signal);
    if (result.type === 'exited') return result;
    throw result.type === 'missing' ? resticMissing() : resticLate(place, args[0], milliseconds);
  };
  const workspace: ResticWorkspace = {
    ...{ place, staging },
    attempt: (args, milliseconds = LONGEST_MILLISECONDS) =>
      patiently((words) => run(words, milliseconds), args, signal),
    async restic(args, milliseconds) {
      const output = await workspace.attempt(args, milliseconds);
      if (output.exitCode !== 0) throw resticFailure(place, args[0], output.stderr);
      return output.stdout;
    },
    async stream(args, file) {
      const { exit, stderr } = await streamToFile(describe(args), file, signal);
      if (exit.type === 'missing') throw resticMissing();
      if (exit.exitCode !== 0) throw resticFailure(place, args[0], stderr);
    },
    remove: () => directory.remove(),
  };
  try {
    await mkdir(staging, { mode: 0o700 });
    await writeFile(passwordFile, secret, { mode: 0o600 });
    return workspace;
  } catch (error) {
    await directory.remove();
    throw error;
  }
}

/**
 * Tries again while others have a lock that keeps us out. Locks of processes that are gone are removed,
 * as restic itself judges it: on this machine by the process, elsewhere after half an hour.
 */
async function patiently(
  run: (args: readonly string[]) => Promise<ResticOutput>,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ResticOutput> {
  const started = performance.now();
  for (;;) {
    const output = await run(args);
    const isLate = performance.now() - started > LONGEST_LOCK_MILLISECONDS;
    if (output.exitCode === 0 || !isLocked(output.stderr) || isLate) return output;
    await run(['unlock']);
    await pause(200 + Math.random() * 1000, undefined, { signal });
  }
}
