import type { ApiError } from '../model/api-error.ts';
import { Failure } from '../model/failure.ts';
import { shorten } from '../model/shorten.ts';
import { record, text } from './narrow.ts';
import { type HttpRequest, type HttpResponse, NotText } from './socket-http.ts';

/** What the body holds; null where it is no JSON. */
export function parseAnswer({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** A `Status` object, or whatever a proxy between us and the server says in plain text. */
export function apiError(response: HttpResponse, document: unknown): ApiError {
  const { kind, reason, message } = record(document);
  const status = `HTTP ${String(response.status)}`;
  const body = response.body.trim().replace(/\s+/g, ' ');
  return {
    status: response.status,
    reason: (kind === 'Status' && text(reason)) || status,
    message: text(message) || (body === '' ? status : `${status}: ${shorten(body, 200)}`),
  };
}

/** The error of an answer that says success and does not hold what was asked for. */
export function strangeAnswer(message: string): { readonly ok: false; readonly error: ApiError } {
  return { ok: false, error: { status: 200, reason: 'StrangeAnswer', message } };
}

/** The same, of something that is no JSON object. */
export function notJson({ body }: HttpResponse): ReturnType<typeof strangeAnswer> {
  const start = shorten(body.trim(), 60);
  return strangeAnswer(`it answers with no JSON object: ${start || 'nothing'}`);
}

/** No answer, or only a part of one. */
export function connectionFailure({ method, path }: HttpRequest, cause: unknown): Failure {
  const isLate = isTimeout(cause);
  const what = isLate ? `the API server gave ${cause.message}` : brokenBy(cause);
  return new Failure({
    code: isLate ? 'no-answer' : 'connection-lost',
    message: `${what}: ${method} ${path.replace(CONTINUE, '')}`,
    hint: 'Run it again: what was not reached is found then.',
    cause,
  });
}

/** The token of a list's page: hundreds of characters that tell nobody anything. */
const CONTINUE = /&continue=[^&]*/;

function brokenBy(cause: unknown): string {
  return cause instanceof NotText
    ? `the API server cannot be understood: ${cause.message}`
    : 'the connection to the API server broke';
}

export function isTimeout(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
