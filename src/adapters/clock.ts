import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** What a timer of Node's can hold, 24 days; a longer one would go off at once. */
export const LONGEST_MILLISECONDS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  async sleep(milliseconds, signal) {
    await setTimeout(Math.min(milliseconds, LONGEST_MILLISECONDS), undefined, { signal });
  },
  timeout(milliseconds) {
    const late = new AbortController();
    const abort = () => {
      late.abort(new DOMException('no answer in time', 'TimeoutError'));
    };
    globalThis.setTimeout(abort, Math.min(milliseconds, LONGEST_MILLISECONDS)).unref();
    return late.signal;
  },
};
