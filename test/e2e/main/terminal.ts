import { execa } from 'execa';
import { spawnSync } from 'node:child_process';
import { builtTool, runProgram, type RunResult } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Scenario } from './scenario.ts';

/** Whether util-linux' `script`, which gives a program a terminal, is here. */
export const hasTerminal = spawnSync('script', ['--version']).status === 0;

/**
 * Runs the tool on a scenario's hostgroup at a pseudo-terminal, with `typed` as what a person types
 * before Ctrl-D. All that the terminal shows is in stdout.
 */
export async function runAtTerminal(
  { tools, hostgroup }: Scenario,
  args: readonly string[],
  typed: string,
): Promise<RunResult> {
  const command = [process.execPath, builtTool, hostgroup.path, ...args].map(quote).join(' ');
  const result = await runProgram('script', ['-q', '-e', '-c', command, '/dev/null'], {
    cwd: hostgroup.dir,
    env: tools.environment,
    stdin: typed,
  });
  return { ...result, stdout: result.stdout.replaceAll('\r\n', '\n') };
}

/**
 * Like runAtTerminal, but types `typed` only when the tool has asked and `act` is done: what happens in
 * the cluster while a person thinks.
 */
export async function answerAfter(
  { tools, hostgroup }: Scenario,
  args: readonly string[],
  typed: string,
  act: () => Promise<unknown>,
): Promise<RunResult> {
  const command = [process.execPath, builtTool, hostgroup.path, ...args].map(quote).join(' ');
  const run = execa('script', ['-q', '-e', '-c', command, '/dev/null'], {
    cwd: hostgroup.dir,
    env: tools.environment,
    reject: false,
    timeout: 120_000,
  });
  let shown = '';
  run.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  await waitFor(() => shown.includes('(yes/no)'), { deadline: 60_000, what: 'a question' });
  await act();
  run.stdin.end(typed);
  const { exitCode, signal, stdout, stderr } = await run;
  return { exitCode, signal, stdout: stdout.replaceAll('\r\n', '\n'), stderr };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
