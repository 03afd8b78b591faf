import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import {
  graceOf,
  shellArguments,
  stopSignalOf,
  type SupervisedCommand,
} from './supervised-command.ts';

/** Where a grandchild keeps a pipe of the ended command open. */
const LEFT_OPEN_MILLISECONDS = 2000;

/** How it ended, with what it wrote where that is collected. */
export type Ended =
  | { readonly type: 'missing' }
  | {
      readonly type: 'exited';
      readonly exitCode: number;
      readonly signal: NodeJS.Signals | null;
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    };

/** A command that runs, or could not be started: then `ended` rejects. */
export interface Child {
  readonly pid: number | undefined;
  readonly ended: Promise<Ended>;
  kill(): void;
}

/** Starts a command; the signal stops it. */
export function startChild(
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
  const kill = gracefulKill(child, command);
  signal?.addEventListener('abort', kill, { once: true });
  const cleared = new Promise((resolve) => child.once('exit', resolve)).then(() => {
    signal?.removeEventListener('abort', kill);
    setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, LEFT_OPEN_MILLISECONDS).unref();
    return dismissWatcher(lifeline, command);
  });
  cleared.catch(() => undefined); // Whoever waits for the end sees the rejection.
  return {
    pid: child.pid,
    kill,
    ended: endOf(child).then(async ({ exitCode, signal }): Promise<Ended> => {
      await cleared;
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
      detached: command.ownGroup === true,
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

/** It lets go of the command at once, and of the directory when that is gone. */
async function dismissWatcher(lifeline: unknown, command: SupervisedCommand): Promise<void> {
  if (!(lifeline instanceof Duplex)) return clearAway(command);
  lifeline.write('ended\n');
  await clearAway(command).finally(() => lifeline.end('cleared\n'));
}

async function clearAway({ removeDirectory }: SupervisedCommand): Promise<void> {
  if (removeDirectory !== undefined) await rm(removeDirectory, { recursive: true, force: true });
}

/** A command may end without having read all that it is given, or our line. */
function feed({ stdin, stdio }: ChildProcess, command: SupervisedCommand): void {
  for (const stream of [stdin, stdio[3]]) stream?.on('error', () => undefined);
  if (typeof command.stdin === 'object') stdin?.end(command.stdin.text);
}

/** One signal, and KILL for what outlives its time of grace. */
function gracefulKill(child: ChildProcess, command: SupervisedCommand): () => void {
  let timer: NodeJS.Timeout | undefined;
  child.once('exit', () => {
    clearTimeout(timer);
  });
  return () => {
    if (timer !== undefined || !child.kill(stopSignalOf(command))) return;
    timer = setTimeout(() => child.kill('SIGKILL'), graceOf(command) * 1000);
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
  return new Failure({
    code: 'cannot-start',
    message: `${command} cannot be started: ${reasonOf(cause)}`,
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
