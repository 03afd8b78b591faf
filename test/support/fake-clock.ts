import type { Clock } from '../../src/ports/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** What the machine takes for the time when its clock starts, in milliseconds: it is wrong. */
export const MACHINE_START = Date.parse('1999-12-31T23:59:00Z');

/**
 * A clock on which sleeping takes no time, and moves the time: once nothing else goes on, to the end
 * of the shortest sleep. No request is ever late.
 */
export function fakeClock(): Clock {
  let now = 0;
  const sleepers = new Set<Sleeper>();
  const wakeNext = () => {
    const [next] = [...sleepers].sort((a, b) => a.until - b.until);
    if (next === undefined) return;
    now = next.until;
    next.wake();
  };
  return {
    now: () => now,
    date: () => MACHINE_START + now,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<null>();
      const sleeper = {
        until: now + milliseconds,
        wake: () => {
          resolve(null);
        },
      };
      const stop = () => {
        reject(signal.reason as Error);
      };
      sleepers.add(sleeper);
      signal.addEventListener('abort', stop, { once: true });
      setImmediate(wakeNext);
      try {
        await promise;
      } finally {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', stop);
        if (sleepers.size > 0) setImmediate(wakeNext);
      }
    },
    timeout: () => new AbortController().signal,
  };
}
