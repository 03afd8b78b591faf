import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { findAbandoned, ownPath } from './own-directory.ts';
import { startSupervised } from './supervise.ts';

/** A private directory for secrets, which is gone when we are, whatever ends us. */
export interface GuardedDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A process of its own watches over it: it removes the directory also where we are killed, and is
 * there before the directory is. That lies among temporary files unless a parent is given.
 */
export async function makeGuardedDirectory(
  env: Readonly<Record<string, string | undefined>>,
  prefix: string,
  parent = tmpdir(),
): Promise<GuardedDirectory> {
  await sweep(parent, prefix);
  const path = ownPath(parent, prefix);
  const guard = startSupervised({
    command: 'sleep',
    args: [LONGEST_SECONDS],
    env: { PATH: env['PATH'] },
    ownGroup: true,
    removeDirectory: path,
  });
  if (guard.pid === undefined) await guard.exited; // Which says why it cannot be started.
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    await guard.stop();
    throw error;
  }
  return { path, remove: () => guard.stop() };
}

/** A process of another container looks as if it were gone; none works for so long without a new file. */
const QUIET_MILLISECONDS = 24 * 3_600_000;

/** The watching process goes too where a container or machine ends as a whole: what is left then is found later. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const { path, quietMilliseconds } of await findAbandoned(parent, prefix))
    if (quietMilliseconds > QUIET_MILLISECONDS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined); // Another run is faster.
}

const LONGEST_SECONDS = '2147483647';
