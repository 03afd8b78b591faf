import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { Failure } from '../model/failure.ts';

/** A child process, described. */
export interface SupervisedCommand {
  /** Name on PATH, or a path. */
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | undefined;
  /** What the command reads: this text, the terminal of ours, or nothing (the default). */
  readonly stdin?: { readonly text: string | Uint8Array } | 'inherit' | 'ignore' | undefined;
  /** Ctrl-C reaches every process of the terminal; true for one that must outlast it. */
  readonly ignoreInterrupt?: boolean | undefined;
  /** Between TERM and KILL; 5 unless given. A whole number. */
  readonly graceSeconds?: number | undefined;
  /** Is removed, with all it holds, when the command has ended. */
  readonly removeDirectory?: string | undefined;
  /** Sees standard output as it comes, also of a command that is stopped before its end. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  /** Sees standard error as it comes: exec plugins ask people to log in there. */
  readonly onStderr?: ((chunk: Uint8Array) => void) | undefined;
}

/** How a command ended; `missing` is one that could not be found or executed. */
export type SupervisedExit =
  | { readonly type: 'missing' }
  | {
      readonly type: 'exited';
      /** As a shell counts: 128 + n for signal n. */
      readonly exitCode: number;
      readonly signal: string | null;
    };

export type SupervisedResult =
  | { readonly type: 'missing' }
  | (Extract<SupervisedExit, { type: 'exited' }> & {
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    });

/** A command that runs beside us. */
export interface SupervisedProcess {
  readonly pid: number | undefined;
  /** Resolves when the command has ended and its directory is gone. */
  readonly exited: Promise<SupervisedExit>;
  /** The last 4 kB of what it wrote to standard error. */
  stderrTail(): string;
  /** Ends it: TERM, then KILL after a bounded time. Resolves as `exited` does. */
  stop(): Promise<void>;
}

/**
 * Runs a command to its end. When the signal aborts, the command is stopped and the promise
 * rejects with the signal's reason.
 */
export async function runSupervised(
  command: SupervisedCommand,
  signal: AbortSignal,
): Promise<SupervisedResult> {
  signal.throwIfAborted();
  const child = start(command, { collect: true, signal });
  const ended = await child.ended;
  signal.throwIfAborted();
  return ended;
}

/** Starts a command that runs until `stop`, or until our own end, whatever that is. */
export function startSupervised(command: SupervisedCommand): SupervisedProcess {
  let tail: Uint8Array = NOTHING;
  const child = start(
    {
      ...command,
      onStderr(chunk) {
        tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
        command.onStderr?.(chunk);
      },
    },
    { collect: false },
  );
  const exited = child.ended.then((ended): SupervisedExit => {
    return ended.type === 'missing'
      ? ended
      : { type: 'exited', exitCode: ended.exitCode, signal: ended.signal };
  });
  exited.catch(() => undefined); // Whoever waits for it still sees the rejection.
  return {
    pid: child.pid,
    exited,
    stderrTail: () => new TextDecoder().decode(tail),
    async stop() {
      child.kill();
      await exited;
    },
  };
}

const NOTHING = new Uint8Array();
const TAIL_BYTES = 4096;

const GRACE_SECONDS = 5;

/** Where a grandchild keeps a pipe of the ended command open. */
const LEFT_OPEN_MILLISECONDS = 2000;

/**
 * The shell leaves a watcher behind and becomes the command, so that terminal, signals, process id
 * and exit status are the command's own. The watcher reads descriptor 3, our lifeline: a line from
 * us says that the command has ended; the end of the pipe without it says that we have, by whatever
 * means, and the command must follow. Being no child of the command, it is never waited for. It
 * holds the lifeline before the shell writes on it: our line to a pipe without a reader would break
 * the pipe, and lose what it still brings.
 */
const SCRIPT = `
grace=$1 interrupt=$2 directory=$3
shift 3
(
  (
    trap '' HUP INT QUIT TERM
    read -r word <&3
    [ "$word" != ended ] || exit
    kill -TERM $$
    tenths=$((grace * 10))
    while [ $tenths -gt 0 ] && kill -0 $$; do
      sleep 0.1 || { sleep 1 && tenths=$((tenths - 9)); } || tenths=0
      tenths=$((tenths - 1))
    done
    kill -KILL $$
    [ -z "$directory" ] || rm -rf -- "$directory"
  ) </dev/null >/dev/null 2>&1 &
)
if ! command -v "$1" >/dev/null 2>&1; then
  echo missing >&3
  exit 127
fi
[ "$interrupt" = default ] || trap '' INT
exec "$@" 3<&-
`;

type Ended =
  | { readonly type: 'missing' }
  | {
      readonly type: 'exited';
      readonly exitCode: number;
      readonly signal: NodeJS.Signals | null;
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    };

interface Child {
  readonly pid: number | undefined;
  readonly ended: Promise<Ended>;
  kill(): void;
}

function start(
  command: SupervisedCommand,
  { collect, signal }: { collect: boolean; signal?: AbortSignal },
): Child {
  const child = launch(command);
  if (child instanceof Failure || child.pid === undefined) return neverStarted(child, command);
  feed(child, command);
  const [, , , lifeline] = child.stdio;
  const stdout = gather(child.stdout, collect, command.onStdout);
  const stderr = gather(child.stderr, collect, command.onStderr);
  const missing = gather(lifeline, true, undefined);
  const kill = gracefulKill(child, graceOf(command));
  signal?.addEventListener('abort', kill, { once: true });
  child.once('exit', () => {
    signal?.removeEventListener('abort', kill);
    if (lifeline instanceof Duplex) lifeline.end('ended\n');
    setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, LEFT_OPEN_MILLISECONDS).unref();
  });
  return {
    pid: child.pid,
    kill,
    ended: endOf(child).then(async ({ exitCode, signal }): Promise<Ended> => {
      await clearAway(command);
      if (missing().length > 0) return { type: 'missing' };
      return { type: 'exited', exitCode, signal, stdout: stdout(), stderr: stderr() };
    }),
  };
}

/** A child without a process id could not be started: its event `error` says why. */
function launch(command: SupervisedCommand): ChildProcess | Failure {
  const { stdin = 'ignore' } = command;
  try {
    return spawn('/bin/sh', shellArguments(command), {
      env: { ...command.env },
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
      stdio: [typeof stdin === 'string' ? stdin : 'pipe', 'pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    return cannotStart(command, error); // As where its arguments are too long.
  }
}

function neverStarted(child: ChildProcess | Failure, command: SupervisedCommand): Child {
  const failure =
    child instanceof Failure
      ? Promise.resolve(child)
      : once(child, 'error').then(([error]) => cannotStart(command, error));
  const fail = async () => {
    await clearAway(command);
    throw await failure;
  };
  return { pid: undefined, kill: () => undefined, ended: fail() };
}

async function clearAway({ removeDirectory }: SupervisedCommand): Promise<void> {
  if (removeDirectory !== undefined) await rm(removeDirectory, { recursive: true, force: true });
}

/** A command may end without having read all that it is given, or our line. */
function feed({ stdin, stdio }: ChildProcess, command: SupervisedCommand): void {
  for (const stream of [stdin, stdio[3]]) stream?.on('error', () => undefined);
  if (typeof command.stdin === 'object') stdin?.end(command.stdin.text);
}

/** TERM, and KILL for what outlives its time of grace. */
function gracefulKill(child: ChildProcess, seconds: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  child.once('exit', () => {
    clearTimeout(timer);
  });
  return () => {
    if (timer !== undefined || !child.kill('SIGTERM')) return;
    timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  };
}

/** Once the command has ended and its pipes are closed. */
async function endOf(
  child: ChildProcess,
): Promise<{ readonly exitCode: number; readonly signal: NodeJS.Signals | null }> {
  child.on('error', () => undefined); // It has ended, and could not be killed.
  await new Promise((resolve) => child.once('close', resolve));
  const { exitCode, signalCode: signal } = child;
  return { exitCode: exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]), signal };
}

function cannotStart({ command }: SupervisedCommand, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Failure({
    code: 'cannot-start',
    message: `${command} cannot be started: ${reason}`,
    hint: 'The system refuses it: see its limits (`ulimit -a`), its free memory, and the directory that this is run in.',
    cause,
  });
}

/** Hears a stream, and keeps what it brings where that is wanted. */
function gather(
  stream: Readable | Writable | null | undefined,
  collect: boolean,
  listener: ((chunk: Uint8Array) => void) | undefined,
): () => Uint8Array {
  const chunks: Uint8Array[] = [];
  stream?.on('data', (chunk: Uint8Array) => {
    if (collect) chunks.push(chunk);
    listener?.(chunk);
  });
  return () => {
    const { buffer, byteOffset, length } = Buffer.concat(chunks);
    return new Uint8Array(buffer, byteOffset, length);
  };
}

function shellArguments(command: SupervisedCommand): string[] {
  const interrupt = command.ignoreInterrupt === true ? 'ignore' : 'default';
  return [
    ...['-c', SCRIPT, 'supervise', String(graceOf(command)), interrupt],
    ...[command.removeDirectory ?? '', command.command, ...command.args],
  ];
}

function graceOf({ graceSeconds }: SupervisedCommand): number {
  return graceSeconds ?? GRACE_SECONDS;
}
