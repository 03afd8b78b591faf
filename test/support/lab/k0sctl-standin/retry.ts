import { setTimeout as sleep } from 'node:timers/promises';
import { FinalError } from './final-error.ts';
import { reasonOf } from './stop.ts';

export interface Patience {
  readonly interval: number;
  /** Milliseconds for all attempts; 0 for no limit. */
  readonly limit: number;
  readonly stop: AbortSignal;
}

/** Repeats an action until it succeeds. Throws its last error behind the reason for giving up. */
export async function retry<T>(
  { interval, limit, stop }: Patience,
  action: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + (limit || Number.POSITIVE_INFINITY);
  for (;;) {
    try {
      return await action();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof FinalError) throw new FinalError(`retrying aborted\n${message}`);
      const reason =
        reasonOf(stop) ?? (performance.now() >= end ? 'context deadline exceeded' : undefined);
      if (reason !== undefined) throw new Error(`${reason}\n${message}`, { cause: error });
    }
    await sleep(Math.min(interval, Math.max(0, end - performance.now())), undefined, {
      signal: stop,
    }).catch(() => undefined);
  }
}
