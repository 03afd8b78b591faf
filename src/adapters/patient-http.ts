import { errorCode } from '../model/error-code.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpRequest, HttpResponse, SocketHttp } from './socket-http.ts';

/** Attempts where the server says when to ask again. */
const TOLD_ATTEMPTS = 10;
const LONGEST_SECONDS = 10;

/** Attempts where it does not: 3.75 seconds of waiting in all. */
const UNTOLD_ATTEMPTS = 5;
const FIRST_MILLISECONDS = 250;

/** Attempts where the connection breaks. */
const BROKEN_ATTEMPTS = 3;

/** No attempt begins later than this after the end of the first, which may have waited for its turn. */
const TOTAL_MILLISECONDS = 120_000;

/** Passing faults of a server, or of what stands before it. */
const PASSING: readonly number[] = [500, 502, 503, 504];

/**
 * Sends a request again where that can help and harms nothing: where the server did not take it
 * (429; 503 with `Retry-After`, as it answers for a custom resource whose definition has just come or
 * changed), and what only reads also after the passing faults of a server or of what stands before
 * it. A bounded number of times; then its last answer is the answer.
 * https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export function patientHttp(http: SocketHttp, clock: Clock, passing = PASSING): SocketHttp {
  return {
    async send(request, signal) {
      let end = Infinity;
      for (let attempt = 1; ; attempt++) {
        const result = await attemptOnce(http, request, signal);
        if (attempt === 1) end = clock.now() + TOTAL_MILLISECONDS;
        const milliseconds = signal.aborted ? null : wait(request, result, attempt, passing);
        const isInTime = milliseconds !== null && clock.now() + milliseconds <= end;
        if (isInTime) await clock.sleep(milliseconds, signal);
        else if (result.type === 'answer') return result.response;
        else throw result.error;
      }
    },
    [Symbol.dispose]: () => {
      http[Symbol.dispose]();
    },
  };
}

type Result =
  | { readonly type: 'answer'; readonly response: HttpResponse }
  | { readonly type: 'broken'; readonly error: unknown };

async function attemptOnce(
  http: SocketHttp,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Result> {
  try {
    return { type: 'answer', response: await http.send(request, signal) };
  } catch (error) {
    return { type: 'broken', error };
  }
}

/** How long to wait before the next attempt; null where there is to be none. */
function wait(
  { method }: HttpRequest,
  result: Result,
  attempt: number,
  passing: readonly number[],
): number | null {
  const backoff = FIRST_MILLISECONDS * 2 ** (attempt - 1);
  if (result.type === 'broken')
    return method === 'GET' && isReset(result.error) && attempt < BROKEN_ATTEMPTS ? backoff : null;
  const { status } = result.response;
  const seconds = secondsToldBy(result.response);
  const isRefused = status === 429 || (status === 503 && seconds !== null);
  if (!isRefused && !(method === 'GET' && passing.includes(status))) return null;
  if (seconds !== null)
    return attempt < TOLD_ATTEMPTS
      ? Math.max(FIRST_MILLISECONDS, Math.min(seconds, LONGEST_SECONDS) * 1000)
      : null;
  return attempt < UNTOLD_ATTEMPTS ? backoff : null;
}

/** Not so where nobody listens: then there is no proxy any more. */
function isReset(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/** A date instead of seconds, which Kubernetes never sends, tells nothing. */
function secondsToldBy({ retryAfter }: HttpResponse): number | null {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
