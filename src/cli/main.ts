import { constants } from 'node:os';
import { isFile, packageVersion } from '../adapters/file-system.ts';
import { Failure } from '../model/failure.ts';
import { printable } from '../report/printable.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import type { Environment } from './environment.ts';

/** Runs the program and returns its exit code. */
export async function main(environment: Environment): Promise<number> {
  try {
    return await dispatch(environment);
  } catch (error) {
    return explain(error, environment);
  }
}

async function dispatch(environment: Environment): Promise<number> {
  const { argv, env, cwd, stdout } = environment;
  const parsed = parseArguments(argv, env, (path) => isFile(cwd, path));
  switch (parsed.type) {
    case 'help': {
      const { helpText } = await import('./arguments/help.ts');
      stdout.write(helpText());
      return 0;
    }
    case 'version': {
      stdout.write(`${packageVersion()}\n`);
      return 0;
    }
    case 'deploy': {
      const { runDeploy } = await import('./deploy-command.ts');
      return (await runDeploy(parsed.request, parsed.color, environment)) ? 0 : 1;
    }
  }
}

/** The one place where an error becomes words and an exit code. */
function explain(error: unknown, { signal, stderr }: Environment): number {
  if (signal.aborted) {
    if (signal.reason === 'SIGPIPE') return exitCodeOf(signal.reason);
    stderr.write(
      'interrupted: what is not listed above may or may not have been done; run it again to converge\n',
    );
    return exitCodeOf(signal.reason);
  }
  if (error instanceof Failure) {
    stderr.write(`error: ${printable(error.message)}\n`);
    if (error.hint !== undefined) stderr.write(`${printable(error.hint)}\n`);
    return 1;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`error: this is a bug of kubernixos, please report it:\n${printable(details)}\n`);
  return 1;
}

/** As shells count: 128 + the signal's number. */
function exitCodeOf(reason: unknown): number {
  const number = Object.entries(constants.signals).find(([name]) => name === reason)?.[1];
  return number === undefined ? 1 : 128 + number;
}
