import type { Clock } from '../ports/clock.ts';
import { isTimeout } from './api-failures.ts';
import type { SocketHttp } from './socket-http.ts';

/** Timers may fire a little early. */
const SLACK_MILLISECONDS = 50;

/** One request at a time is let through so often, to see whether the server is back. */
const PROBE_MILLISECONDS = 10_000;

/**
 * Fails requests at once, unsent, where the server has answered nothing for the time of two requests after
 * the first that timed out: thousands of deletions would otherwise wait for their time-outs one after the
 * other. Urgent requests are always sent.
 */
export function circuitBreaker(
  http: SocketHttp,
  { clock, deadlineMilliseconds }: { readonly clock: Clock; readonly deadlineMilliseconds: number },
): SocketHttp {
  let open = new AbortController();
  let silentSince: number | null = null;
  let probeAt = -Infinity;
  const onAnswer = () => {
    if (open.signal.aborted) open = new AbortController();
    silentSince = null;
  };
  const onTimeout = () => {
    silentSince ??= clock.now();
    if (clock.now() - silentSince < 2 * deadlineMilliseconds - SLACK_MILLISECONDS) return;
    probeAt = clock.now() + PROBE_MILLISECONDS;
    open.abort(givenUp());
  };
  const admit = (): AbortSignal | null => {
    if (!open.signal.aborted) return open.signal;
    if (clock.now() < probeAt) throw notSent();
    probeAt = clock.now() + PROBE_MILLISECONDS;
    return null;
  };
  return {
    async send(request, signal) {
      const end = request.urgent === true ? null : admit();
      try {
        const response = await http.send(request, end ? AbortSignal.any([signal, end]) : signal);
        onAnswer();
        return response;
      } catch (error) {
        if (signal.aborted) throw error;
        end?.throwIfAborted();
        if (isTimeout(error)) onTimeout();
        else onAnswer();
        throw error;
      }
    },
    [Symbol.dispose]: () => {
      http[Symbol.dispose]();
    },
  };
}

/** It was sent: what it asks for may have been done. */
function givenUp(): DOMException {
  return new DOMException('no answer, and none to those before', 'TimeoutError');
}

function notSent(): DOMException {
  return new DOMException('no answer to those before, and was not asked any more', 'TimeoutError');
}
