import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { type SupervisedExit, startSupervised } from '../supervise.ts';
import type { SupervisedCommand } from '../supervised-command.ts';

export interface StreamResult {
  readonly exit: SupervisedExit;
  /** The end of what it said on standard error. */
  readonly stderr: string;
}

/** A server that says nothing for so long is taken for gone: a store with many backups answers late. */
const STALL_MILLISECONDS = 600_000;

/**
 * Runs a command, and writes what it prints to a file as it comes: archives are larger than memory.
 * Rejects where that cannot be written, or where nothing comes for `stallMilliseconds`, and with the
 * signal's reason when it aborts.
 */
export async function streamToFile(
  command: SupervisedCommand,
  file: FileHandle,
  signal: AbortSignal,
  stallMilliseconds = STALL_MILLISECONDS,
): Promise<StreamResult> {
  signal.throwIfAborted();
  const failed = new AbortController();
  const stall = setTimeout(() => {
    failed.abort(new Error(`nothing came for ${String(stallMilliseconds / 60_000)} minutes`));
  }, stallMilliseconds);
  const child = startSupervised({
    ...command,
    onStdout(chunk) {
      try {
        if (!failed.signal.aborted) writeAll(file, chunk);
        stall.refresh();
      } catch (error) {
        failed.abort(error);
      }
    },
  });
  const either = AbortSignal.any([signal, failed.signal]);
  const stop = () => void child.stop().catch(() => undefined);
  either.addEventListener('abort', stop, { once: true });
  try {
    const exit = await child.exited;
    either.throwIfAborted();
    return { exit, stderr: child.stderrTail() };
  } finally {
    clearTimeout(stall);
    either.removeEventListener('abort', stop);
  }
}

/** At once: so the command waits where the disk is slower, and memory stays small. */
function writeAll({ fd }: FileHandle, chunk: Uint8Array): void {
  for (let offset = 0; offset < chunk.length;)
    offset += writeSync(fd, chunk, offset, chunk.length - offset);
}
