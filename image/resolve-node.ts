import type { Architecture } from './architectures.ts';
import type { LockedNode } from './lock.ts';
import { ownNode } from '../test/bootstrap/npm-packages.mjs';
import { runProgram } from './run-program.ts';

/** The same Node.js that the project is tested with, for another architecture. */
export async function resolveNode({ npm }: Architecture): Promise<LockedNode> {
  const version = (await runProgram(ownNode, ['--version'])).trim().slice(1);
  const view = ['view', `node-linux-${npm}@${version}`, 'dist', '--json'];
  const { tarball, integrity } = JSON.parse(await runProgram('npm', view)) as {
    readonly tarball: string;
    readonly integrity: string;
  };
  return { url: tarball, integrity };
}
