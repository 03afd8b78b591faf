import type { Clock } from '../ports/clock.ts';
import type { HttpResponse, SocketHttp } from './socket-http.ts';

const ATTEMPTS = 10;
const LONGEST_SECONDS = 10;

/**
 * Sends a request again where the server asks for that: 429, and 503 with a `Retry-After`, which is
 * how it answers under load, and for a custom resource whose definition has just come or changed.
 * A bounded number of times; then its last answer is the answer.
 * https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export function patientHttp(http: SocketHttp, clock: Clock): SocketHttp {
  return {
    async send(request, signal) {
      for (let attempt = 1; ; attempt++) {
        const response = await http.send(request, signal);
        const seconds = secondsToWait(response);
        if (seconds === null || attempt === ATTEMPTS) return response;
        await clock.sleep(seconds * 1000, signal);
      }
    },
    [Symbol.dispose]: () => {
      http[Symbol.dispose]();
    },
  };
}

/** Null where the answer is final. A date instead of seconds, which Kubernetes never sends, is no reason to wait. */
function secondsToWait({ status, retryAfter }: HttpResponse): number | null {
  if (status !== 429 && status !== 503) return null;
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, LONGEST_SECONDS) : null;
}
