import type { Clock } from '../../src/ports/clock.ts';

/** A clock on which sleeping takes no time, and moves the time; no request is ever late. */
export function fakeClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep(milliseconds, signal) {
      signal.throwIfAborted();
      now += milliseconds;
      return Promise.resolve();
    },
    timeout: () => new AbortController().signal,
  };
}
