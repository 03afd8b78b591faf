import { spawnSync } from 'node:child_process';
import {
  builtTool,
  type RunOptions,
  runProgram,
  type RunResult,
} from '../../support/cluster-tools.ts';
import type { Scenario } from './scenario.ts';

/** Whether util-linux' `script`, which gives a program a terminal, is here. */
export const hasTerminal = spawnSync('script', ['--version']).status === 0;

/**
 * Runs the tool on a scenario's hostgroup at a pseudo-terminal, with `typed` as what a person types
 * before Ctrl-D, and `env` added to the environment. All that the terminal shows is in stdout.
 */
export async function runAtTerminal(
  { tools, hostgroup }: Scenario,
  args: readonly string[],
  typed: string,
  env: RunOptions['env'] = {},
): Promise<RunResult> {
  const command = [process.execPath, builtTool, hostgroup.path, ...args].map(quote).join(' ');
  const result = await runProgram('script', ['-q', '-e', '-c', command, '/dev/null'], {
    cwd: hostgroup.dir,
    env: { ...tools.environment, ...env },
    stdin: typed,
  });
  return { ...result, stdout: result.stdout.replaceAll('\r\n', '\n') };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
