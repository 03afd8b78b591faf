// What k0sctl v0.32.2 does to hosts and tells about it, as far as it was seen to do so: the order of its
// phases, what it runs on hosts, its log, its exit codes, and its faults, which callers must live with.

import { UsageError, parseArguments, type Arguments } from './arguments.ts';
import { fatalWithoutLog, openLog, type Log } from './log.ts';
import { readConfig } from './read-config.ts';
import { stopOnSignals } from './stop.ts';
import { runVerb } from './verbs.ts';

process.exitCode = await main(process.argv.slice(2));
// A connection that hangs would keep the process.
process.exit();

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = parseArguments(argv, process.env);
    switch (args.command) {
      case 'version':
        process.stdout.write('version: v0.32.2\ncommit: stand-in\n');
        return 0;
      case 'unknown':
        process.stderr.write(`No help topic for '${args.word}'\n`);
        return 3;
      default:
        return await runOn(args);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stdout.write(`Incorrect Usage: ${error.message}\n\n${error.usage}\n`);
    fatalWithoutLog(error.message);
    return 1;
  }
}

async function runOn(args: Arguments): Promise<number> {
  const log = openLog(args, process.env);
  try {
    const config = readConfig(args.configs, log);
    sayHello(args, log);
    await runVerb({ args, config, log, stop: stopOnSignals(args.timeout, log) });
    return 0;
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function sayHello({ command, retryIntervalGiven, defaultTimeoutGiven }: Arguments, log: Log): void {
  if (command !== 'kubeconfig') {
    process.stdout.write('k0sctl v0.32.2 Copyright 2026, k0sctl authors.\n');
    process.stderr.write('\n ▌ A stand-in for k0sctl, for tests.\n\n');
  }
  if (retryIntervalGiven) log.warn('retry-interval flag is deprecated and will be removed');
  if (defaultTimeoutGiven)
    log.warn('default-timeout flag is deprecated and will be removed, use --timeout instead');
}
