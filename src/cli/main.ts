import { constants } from 'node:os';
import { isFile, packageVersion } from '../adapters/file-system.ts';
import { Failure } from '../model/failure.ts';
import { printable } from '../report/printable.ts';
import { parseArguments, type Parsed } from './arguments/parse-arguments.ts';
import type { Verdict } from '../workflows/verdict.ts';
import type { Environment } from './environment.ts';

/** Runs the program and returns its exit code. */
export async function main(environment: Environment): Promise<number> {
  const { argv, env, cwd, signal } = environment;
  let parsed: Parsed | null = null;
  try {
    parsed = parseArguments(argv, env, (path) => isFile(cwd, path));
    return await dispatch(parsed, environment);
  } catch (error) {
    return signal.aborted ? interrupted(parsed, environment) : explain(error, environment);
  }
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = { done: 0, failed: 1, changes: 2 };

async function dispatch(parsed: Parsed, environment: Environment): Promise<number> {
  const { stdout } = environment;
  switch (parsed.type) {
    case 'help': {
      const { topicHelp } = await import('./help/topic-help.ts');
      stdout.write(topicHelp(parsed.topic));
      return 0;
    }
    case 'manual': {
      const { manualPage } = await import('./help/manual-page.ts');
      stdout.write(manualPage(packageVersion()));
      return 0;
    }
    case 'version': {
      stdout.write(`${packageVersion()}\n`);
      return 0;
    }
    case 'command': {
      const { runCommand } = await import('./commands/run-command.ts');
      return EXIT_CODES[await runCommand(parsed.request, parsed.color, environment)];
    }
    case 'deploy': {
      const { runDeploy } = await import('./deploy-command.ts');
      return EXIT_CODES[await runDeploy(parsed.request, parsed.color, environment)];
    }
  }
}

/** A reader that has gone, as in `dump | head`, is told only what may have been done meanwhile. */
function interrupted(parsed: Parsed | null, { signal, stderr }: Environment): number {
  if (mayHaveWritten(parsed))
    stderr.write(
      'interrupted: what is not listed above may or may not have been done; run it again to converge\n',
    );
  else if (signal.reason !== 'SIGPIPE') stderr.write('interrupted\n');
  return exitCodeOf(signal.reason);
}

/** Commands that change hosts. */
const WRITING = ['cluster install', 'cluster uninstall'];

function mayHaveWritten(parsed: Parsed | null): boolean {
  if (parsed?.type === 'command') return WRITING.includes(parsed.request.name);
  if (parsed?.type !== 'deploy' || parsed.request.kubectl.dryRun !== 'none') return false;
  return parsed.request.verbs.some((verb) => verb === 'apply' || verb === 'prune');
}

/** The one place where an error becomes words and an exit code. */
function explain(error: unknown, { stderr }: Environment): number {
  if (error instanceof Failure) {
    stderr.write(`${printable(`error: ${error.message}`)}\n`);
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
