import type { Log } from './log.ts';

/**
 * Aborts after a time, if that is not 0, and on the first signal. What runs on a host at that moment is
 * not interrupted, only waiting is. Later signals are lost: k0sctl means to exit with 130 on the second
 * one, but no longer listens then.
 */
export function stopOnSignals(timeout: number, log: Log): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) return;
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
