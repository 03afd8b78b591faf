import { systemClock } from './clock.ts';
import { runSupervised } from './supervise.ts';
import type { SupervisedCommand } from './supervised-command.ts';

/** How a command ended that had so much time, and could say so much. */
export type BoundedResult =
  | { readonly type: 'missing' | 'late' | 'verbose' }
  | {
      readonly type: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface Bounds {
  readonly timeoutMilliseconds: number;
  /** Of standard output and standard error each. */
  readonly mostBytes: number;
}

/** Runs a command, and ends it where it takes too long or says too much. Rejects when the signal aborts. */
export async function runBounded(
  command: SupervisedCommand,
  { timeoutMilliseconds, mostBytes }: Bounds,
  signal: AbortSignal,
): Promise<BoundedResult> {
  const verbose = new AbortController();
  const late = systemClock.timeout(timeoutMilliseconds);
  const count = () => {
    let bytes = 0;
    return ({ length }: Uint8Array) => {
      if ((bytes += length) > mostBytes) verbose.abort();
    };
  };
  try {
    const result = await runSupervised(
      { ...command, graceSeconds: 1, onStdout: count(), onStderr: count() },
      AbortSignal.any([signal, late, verbose.signal]),
    );
    return result.type === 'missing' ? result : { ...result, ...decoded(result) };
  } catch (error) {
    signal.throwIfAborted();
    if (verbose.signal.aborted) return { type: 'verbose' };
    if (late.aborted) return { type: 'late' };
    throw error;
  }
}

function decoded({ stdout, stderr }: { readonly stdout: Uint8Array; readonly stderr: Uint8Array }) {
  const decoder = new TextDecoder();
  return { stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
