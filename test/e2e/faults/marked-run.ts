import { execa } from 'execa';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtTool, type RunOptions, type RunResult } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Scenario } from '../main/scenario.ts';

export interface MarkedProcess {
  readonly pid: number;
  /** The command line, its words joined by spaces. */
  readonly command: string;
}

/** A run of the tool that goes on beside the test, and that all its descendants can be told by. */
export interface MarkedRun {
  readonly ended: Promise<RunResult>;
  /** What was said so far, on standard output and standard error. */
  readonly said: () => string;
  /** Closes our ends of standard output and standard error. */
  readonly stopReading: () => void;
  /** Types at the terminal, or on standard input. */
  readonly type: (text: string) => void;
  /** Sends a signal to the tool itself, and to nothing else. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Sends SIGKILL to the tool and all that it has started, until nothing runs any more. */
  readonly killAll: () => Promise<void>;
  /** All that runs now: the tool, and whatever it started, by whichever way. */
  readonly processes: () => Promise<readonly MarkedProcess[]>;
  /** Resolves when no process runs and no file is there; throws with what is left. */
  readonly nothingLeft: () => Promise<void>;
  /** The directory for temporary files, of this run unless several share one. */
  readonly temporary: string;
}

export interface MarkedRunOptions extends Pick<RunOptions, 'env'> {
  /** Runs it at a terminal of its own: Ctrl-C is `type('\x03')`. */
  readonly terminal?: boolean;
  /** A directory for temporary files that the caller removes. */
  readonly temporary?: string;
  /** The Node that runs the tool; the one of the tests unless given. */
  readonly node?: string;
}

/** Starts the tool on a scenario's hostgroup. Ends with the test, whatever happens in it. */
export async function startMarkedRun(
  { tools, hostgroup }: Scenario,
  args: readonly string[],
  { env, terminal = false, node = process.execPath, ...shared }: MarkedRunOptions = {},
): Promise<MarkedRun> {
  const mark = `KUBERNIXOS_TEST_MARK=${randomUUID()}`;
  const temporary = shared.temporary ?? (await mkdtemp(join(tmpdir(), 'kubernixos-marked-')));
  const command = [node, builtTool, hostgroup.path, ...args];
  const [program = '', ...rest] = terminal ? atTerminal(command) : command;
  const child = execa(program, rest, {
    cwd: hostgroup.dir,
    env: { ...tools.environment, ...env, ...variable(mark), TMPDIR: temporary },
    stdin: 'pipe',
    reject: false,
    timeout: 120_000,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.on('error', () => undefined);
  const processes = () => findProcesses(mark);
  onTestFinished(async () => {
    for (const { pid } of await processes()) signalProcess(pid, 'SIGKILL');
    if (shared.temporary === undefined) await rm(temporary, { recursive: true, force: true });
  });
  return {
    temporary,
    ended: child.then(({ exitCode, signal, stdout, stderr }) => ({
      ...{ exitCode, signal, stdout, stderr },
    })),
    said: () => said,
    stopReading: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    type: (text) => child.stdin.write(text),
    kill: async (signal) => {
      const tool = (await processes()).find(({ command }) => command.startsWith(`${node} `));
      if (tool === undefined) throw new Error('The tool does not run');
      signalProcess(tool.pid, signal);
    },
    killAll: () =>
      waitFor(
        async () => {
          const running = await processes();
          for (const { pid } of running) signalProcess(pid, 'SIGKILL');
          return running.length === 0;
        },
        { interval: 1 },
      ).then(() => undefined),
    processes,
    nothingLeft: async () => {
      const look = async () => [...(await processes()), ...(await readdir(temporary))];
      await waitFor(async () => (await look()).length === 0, { deadline: 15_000 }).catch(
        async (cause: unknown) => {
          throw new Error(`Left behind: ${JSON.stringify(await look())}`, { cause });
        },
      );
    },
  };
}

/** `script` gives the command a terminal of its own, and ends as the command does. */
function atTerminal(command: readonly string[]): readonly string[] {
  const quoted = command.map((word) => `'${word}'`).join(' ');
  return ['script', '--quiet', '--return', '--command', `exec ${quoted}`, '/dev/null'];
}

async function findProcesses(mark: string): Promise<readonly MarkedProcess[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const [environment, command] = await Promise.all(
        ['environ', 'cmdline'].map((file) =>
          readFile(`/proc/${id}/${file}`, 'utf8').catch(() => ''),
        ),
      );
      const isMarked = environment?.split('\0').includes(mark) === true;
      return isMarked ? [{ pid: Number(id), command: command?.replaceAll('\0', ' ') ?? '' }] : [];
    }),
  );
  return found.flat();
}

function variable(mark: string): Record<string, string> {
  const [name = '', value = ''] = mark.split('=');
  return { [name]: value };
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
