import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { type SupervisedExit, startSupervised } from '../supervise.ts';
import type { SupervisedCommand } from '../supervised-command.ts';

export interface StreamResult {
  readonly exit: SupervisedExit;
  /** The end of what it said on standard error. */
  readonly stderr: string;
}

/**
 * Runs a command, and writes what it prints to a file as it comes: archives are larger than memory.
 * Rejects where that cannot be written, and with the signal's reason when it aborts.
 */
export async function streamToFile(
  command: SupervisedCommand,
  file: FileHandle,
  signal: AbortSignal,
): Promise<StreamResult> {
  signal.throwIfAborted();
  const unwritable = new AbortController();
  const child = startSupervised({
    ...command,
    onStdout(chunk) {
      try {
        if (!unwritable.signal.aborted) writeAll(file, chunk);
      } catch (error) {
        unwritable.abort(error);
      }
    },
  });
  const either = AbortSignal.any([signal, unwritable.signal]);
  const stop = () => void child.stop().catch(() => undefined);
  either.addEventListener('abort', stop, { once: true });
  try {
    const exit = await child.exited;
    either.throwIfAborted();
    return { exit, stderr: child.stderrTail() };
  } finally {
    either.removeEventListener('abort', stop);
  }
}

/** At once: so the command waits where the disk is slower, and memory stays small. */
function writeAll({ fd }: FileHandle, chunk: Uint8Array): void {
  for (let offset = 0; offset < chunk.length;)
    offset += writeSync(fd, chunk, offset, chunk.length - offset);
}
