import type { ReadSourceState } from '../ports/source-state.ts';
import { type BoundedResult, runBounded } from './bounded-run.ts';

const BOUNDS = { timeoutMilliseconds: 20_000, mostBytes: 4 * 1024 ** 2 };

/** As git tells it, where git is there. */
export function gitState(env: Readonly<Record<string, string | undefined>>): ReadSourceState {
  return async (directory, signal) => {
    const git = async (...args: readonly string[]) => {
      const variables = { PATH: env['PATH'], HOME: env['HOME'], GIT_OPTIONAL_LOCKS: '0' };
      const command = { command: 'git', args: ['-C', directory, ...args], env: variables };
      return outputOf(await runBounded(command, BOUNDS, signal));
    };
    const commit = await git('rev-parse', '--verify', 'HEAD');
    const changes = await git('status', '--porcelain', '--', ':/');
    return commit === null || changes === null
      ? null
      : { commit: commit.trim(), dirty: changes !== '' };
  };
}

function outputOf(result: BoundedResult): string | null {
  return result.type === 'exited' && result.exitCode === 0 ? result.stdout : null;
}
