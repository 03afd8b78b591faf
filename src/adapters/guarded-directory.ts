import { tmpdir } from 'node:os';
import { makeOwnDirectory } from './own-directory.ts';
import { startSupervised } from './supervise.ts';

/** A private directory for secrets, which is gone when we are, whatever ends us. */
export interface GuardedDirectory {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A process of its own watches over it: it removes the directory also where we are killed. It lies
 * among temporary files unless a parent is given.
 */
export async function makeGuardedDirectory(
  env: Readonly<Record<string, string | undefined>>,
  prefix: string,
  parent = tmpdir(),
): Promise<GuardedDirectory> {
  const path = await makeOwnDirectory(parent, prefix);
  const guard = startSupervised({
    command: 'sleep',
    args: [LONGEST_SECONDS],
    env: { PATH: env['PATH'] },
    ownGroup: true,
    removeDirectory: path,
  });
  return { path, remove: () => guard.stop() };
}

const LONGEST_SECONDS = '2147483647';
