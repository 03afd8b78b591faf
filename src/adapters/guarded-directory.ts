import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Failure } from '../model/failure.ts';
import { findAbandoned, ownPath } from './own-directory.ts';
import { type SupervisedProcess, startSupervised } from './supervise.ts';

/** A private directory for secrets, which is gone when we are, whatever ends us. */
export interface GuardedDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A process of its own watches over it, from before it is there until it is gone: it removes the directory
 * also where we are killed. That lies among temporary files unless a parent is given. Throws a `Failure`
 * where nothing can watch.
 */
export async function makeGuardedDirectory(
  env: Readonly<Record<string, string | undefined>>,
  prefix: string,
  parent = tmpdir(),
): Promise<GuardedDirectory> {
  await sweep(parent, prefix);
  const path = ownPath(parent, prefix);
  const guard = await startGuard(env, path);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    await guard.stop();
    throw error;
  }
  return {
    path,
    remove: () => rm(path, { recursive: true, force: true }).finally(() => guard.stop()),
  };
}

/** Says a word once it is watched: a shell that is stopped before has not begun to. */
const WAIT = 'command -v sleep >/dev/null || exit; echo watched; exec sleep "$0"';
const LONGEST_SECONDS = '2147483647';

async function startGuard(
  env: Readonly<Record<string, string | undefined>>,
  path: string,
): Promise<SupervisedProcess> {
  const watched = Promise.withResolvers<true>();
  const guard = startSupervised({
    command: '/bin/sh',
    args: ['-c', WAIT, LONGEST_SECONDS],
    env: { PATH: env['PATH'] },
    ownGroup: true,
    removeDirectory: path,
    onStdout: () => {
      watched.resolve(true);
    },
  });
  if (await Promise.race([watched.promise, guard.exited.then(() => false)])) return guard;
  throw new Failure({
    code: 'program-missing',
    message: 'nothing can watch over a directory for secrets: sleep is not on PATH',
    hint: "Put the system's own programs on PATH, as with PATH=$PATH:/usr/bin:/bin.",
  });
}

/** A process of another container looks as if it were gone; none works for so long without a new file. */
const QUIET_MILLISECONDS = 24 * 3_600_000;

/** The watching process goes too where a container or machine ends as a whole: what is left then is found later. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const { path, quietMilliseconds } of await findAbandoned(parent, prefix))
    if (quietMilliseconds > QUIET_MILLISECONDS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined); // Another run is faster.
}
