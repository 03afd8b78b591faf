import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which waiting fails; 30 s unless told. */
  readonly deadline?: number;
  /** Milliseconds between two looks; 100 unless told. */
  readonly interval?: number;
  /** What is waited for, as it stands in the error. */
  readonly what?: string;
  readonly signal?: AbortSignal;
}

/**
 * Calls `condition` until it gives something other than false, undefined or null, and returns that.
 * A condition that throws counts as not met; at the deadline its last error is the cause.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<NonNullable<T>> {
  const { deadline = 30_000, interval = 100, what = 'the condition', signal } = options;
  const end = performance.now() + deadline;
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const value = await condition();
      if (value !== false && value !== undefined && value !== null) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= end) {
      throw new Error(`Waited ${deadline / 1000} s in vain for ${what}`, { cause });
    }
    await sleep(interval, undefined, { signal });
  }
}
