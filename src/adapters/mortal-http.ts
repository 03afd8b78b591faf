import { isTimeout } from './api-failures.ts';
import type { SocketHttp } from './socket-http.ts';

/** So many requests in a row without an answer in time, and none is expected any more. */
const UNANSWERED = 16;

/**
 * Takes a server for dead that has let 16 requests in a row time out. From then on all fail at once, as
 * those did: thousands of deletions would otherwise wait for their time-outs one after the other.
 */
export function mortalHttp(http: SocketHttp): SocketHttp {
  const dead = new AbortController();
  let unanswered = 0;
  return {
    async send(request, signal) {
      dead.signal.throwIfAborted();
      try {
        const response = await http.send(request, AbortSignal.any([signal, dead.signal]));
        unanswered = 0;
        return response;
      } catch (error) {
        if (signal.aborted) throw error;
        dead.signal.throwIfAborted();
        unanswered = isTimeout(error) ? unanswered + 1 : 0;
        if (unanswered === UNANSWERED) dead.abort(error);
        throw error;
      }
    },
    [Symbol.dispose]: () => {
      http[Symbol.dispose]();
    },
  };
}
