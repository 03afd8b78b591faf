import type { Log } from './log.ts';

/**
 * Aborts after a time, if that is not 0, and on the first signal; the second one ends the process at once.
 * What runs on a host at that moment is not interrupted, only waiting is.
 */
export function stopOnSignals(timeout: number, log: Log): AbortSignal {
  const stop = new AbortController();
  let signals = 0;
  const onSignal = () => {
    signals += 1;
    if (signals > 1) {
      log.error('Forced exit');
      process.exit(130);
    }
    log.warn('Aborting... Press Ctrl-C again to exit now.');
    stop.abort(new Error('context canceled'));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  if (timeout > 0)
    setTimeout(() => {
      stop.abort(new Error('context deadline exceeded'));
    }, timeout).unref();
  return stop.signal;
}

/** Why a run was stopped; undefined while it is not. */
export function reasonOf(stop: AbortSignal): string | undefined {
  if (!stop.aborted) return undefined;
  return stop.reason instanceof Error ? stop.reason.message : String(stop.reason);
}
