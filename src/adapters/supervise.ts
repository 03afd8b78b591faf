import { startChild } from './supervised-child.ts';
import type { SupervisedCommand } from './supervised-command.ts';

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
  const child = startChild(command, { collect: true, signal });
  const ended = await child.ended;
  signal.throwIfAborted();
  return ended;
}

/** Starts a command that runs until `stop`, or until our own end, whatever that is. */
export function startSupervised(command: SupervisedCommand): SupervisedProcess {
  let tail: Uint8Array = NOTHING;
  const child = startChild(
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
