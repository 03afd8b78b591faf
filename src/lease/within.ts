import type { Clock } from '../ports/clock.ts';

/** Runs an action, and aborts it after so many milliseconds. */
export async function within<T>(
  clock: Clock,
  milliseconds: number,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const done = new AbortController();
  const timer = clock.sleep(milliseconds, done.signal).then(
    () => {
      late.abort(new Error('no answer in time'));
    },
    () => undefined,
  );
  try {
    return await action(late.signal);
  } catch (error) {
    late.signal.throwIfAborted(); // It says more than that something was aborted.
    throw error;
  } finally {
    done.abort();
    await timer;
  }
}
