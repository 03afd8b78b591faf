import { run } from '../test/bootstrap/programs.mjs';
import { Problem } from '../test/bootstrap/problem.mjs';

/** Runs a program to its end and gives what it printed. Throws a `Problem` with the end of what it said. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout, succeeded, tail } = await run(program, args, options);
  if (succeeded) return stdout;
  throw new Problem(`${[program, ...args.slice(0, 3)].join(' ')} … failed. It said:\n${tail}`);
}
