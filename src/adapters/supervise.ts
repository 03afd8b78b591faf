import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { Duplex, type Readable } from 'node:stream';
import { execa } from 'execa';

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
      readonly signal: string | null;
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
  const stdin = command.stdin ?? 'ignore';
  const subprocess = execa('/bin/sh', shellArguments(command), {
    env: { ...command.env },
    extendEnv: false,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(typeof stdin === 'string' ? {} : { input: stdin.text }),
    stdio: [typeof stdin === 'string' ? stdin : 'pipe', 'pipe', 'pipe', 'pipe'],
    buffer: { stdout: false, stderr: false, fd3: true },
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: Number.MAX_SAFE_INTEGER,
    reject: false,
    cleanup: false,
    forceKillAfterDelay: graceOf(command) * 1000,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  const { nodeChildProcess } = subprocess;
  const stdout = gather(subprocess.stdout, collect, command.onStdout);
  const stderr = gather(subprocess.stderr, collect, command.onStderr);
  const lifeline: unknown = nodeChildProcess.stdio[3];
  nodeChildProcess.once('exit', () => {
    if (lifeline instanceof Duplex) lifeline.end('ended\n');
    setTimeout(() => {
      subprocess.stdout.destroy();
      subprocess.stderr.destroy();
    }, LEFT_OPEN_MILLISECONDS).unref();
  });
  return {
    pid: subprocess.pid,
    kill: () => subprocess.kill(),
    ended: subprocess.then(async (result): Promise<Ended> => {
      const { removeDirectory } = command;
      if (removeDirectory !== undefined)
        await rm(removeDirectory, { recursive: true, force: true });
      if (result.stdio[3].length > 0) return { type: 'missing' };
      if (result.exitCode === undefined && result.signal === undefined) {
        throw new Error(`cannot start ${command.command}: ${result.originalMessage ?? ''}`);
      }
      const { signal = null } = result;
      const exitCode = result.exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      return { type: 'exited', exitCode, signal, stdout: stdout(), stderr: stderr() };
    }),
  };
}

/** Hears a stream, and keeps what it brings where that is wanted. */
function gather(
  stream: Readable,
  collect: boolean,
  listener: ((chunk: Uint8Array) => void) | undefined,
): () => Uint8Array {
  const chunks: Uint8Array[] = [];
  stream.on('data', (chunk: Uint8Array) => {
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
