import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { K0sctl, K0sctlAction, K0sctlResult } from '../ports/k0sctl.ts';
import { type K0sctlDirectory, makeK0sctlDirectory } from './k0sctl-directory.ts';
import { k0sctlEnvironment } from './k0sctl-environment.ts';
import { lineReader } from './line-reader.ts';
import { startSupervised } from './supervise.ts';
import type { SupervisedCommand } from './supervised-command.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Its clean-up asks the hosts, and must not be cut off. */
const GRACE_SECONDS = 300;

/** The longest that a timer of Node waits. */
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/**
 * k0sctl as the variable K0SCTL names it, or as found on PATH. Each run has directories of its own,
 * which are gone after it, and shares only the programs that k0sctl has downloaded.
 */
export function createK0sctl(env: Variables, cwd: string): K0sctl {
  const program = env['K0SCTL'] || 'k0sctl';
  // A name without a directory is looked for on PATH; k0sctl starts in a directory of its own.
  const command = program.includes('/') ? resolve(cwd, program) : program;
  return {
    async run(action, signal) {
      signal.throwIfAborted();
      const directory = await makeK0sctlDirectory(env, action.knownHosts);
      try {
        signal.throwIfAborted(); // Whoever stops us meanwhile has not been heard by k0sctl.
        return await runIn({ command, directory, env }, action, signal);
      } finally {
        await directory.remove();
      }
    },
  };
}

async function runIn(
  {
    command,
    directory,
    env,
  }: {
    readonly command: string;
    readonly directory: K0sctlDirectory;
    readonly env: Variables;
  },
  action: K0sctlAction,
  signal: AbortSignal,
): Promise<K0sctlResult> {
  const stdout = keepLines(action.onLine);
  const stderr = keepLines(() => undefined);
  const { ended, timedOut } = await runToTheEnd(
    {
      command,
      args: action.args,
      env: k0sctlEnvironment(env, directory.env),
      cwd: directory.path,
      stdin: { text: action.config },
      ownGroup: true,
      stopSignal: 'SIGINT',
      graceSeconds: GRACE_SECONDS,
      abandonedDirectory: directory.path,
      onStdout: stdout.push,
      onStderr: stderr.push,
    },
    action,
    signal,
  );
  if (ended.type === 'missing') throw missing(command);
  return {
    exitCode: ended.exitCode,
    timedOut,
    stdout: stdout.end(),
    stderr: stderr.end(),
    log: await directory.readLog(),
    unknownKeys: await directory.readUnknownKeys(),
  };
}

/** Also where it is stopped, by the signal or for the time it took: its log says what was done. */
async function runToTheEnd(
  command: SupervisedCommand,
  { timeout, onStart }: Pick<K0sctlAction, 'onStart' | 'timeout'>,
  signal: AbortSignal,
) {
  const child = startSupervised(command);
  if (child.pid !== undefined) onStart(child.pid);
  let timedOut = false;
  const interrupt = () => {
    ignoreSignals();
    void child.stop();
  };
  const deadline =
    timeout === null
      ? undefined
      : setTimeout(
          () => {
            timedOut = true;
            void child.stop();
          },
          Math.min(timeout, LONGEST_MILLISECONDS),
        );
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return { ended: await child.exited, timedOut };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', interrupt);
  }
}

/**
 * A second Ctrl-C must not end us before k0sctl, nor before its log is kept. From the first one on we
 * are ending, so that this is never taken back.
 */
function ignoreSignals(): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
}

/** Tells lines, and keeps the whole text. */
function keepLines(onLine: (line: string) => void) {
  const lines: string[] = [];
  const reader = lineReader((line) => {
    lines.push(line);
    onLine(line);
  });
  return {
    push: reader.push,
    end() {
      reader.end();
      return lines.map((line) => `${line}\n`).join('');
    },
  };
}

function missing(command: string): Failure {
  return new Failure({
    code: 'k0sctl-missing',
    message: `k0sctl is not to be found: there is no program ${command}`,
    hint: 'Install it (https://github.com/k0sproject/k0sctl), or set K0SCTL to its file. Nothing was changed.',
  });
}
