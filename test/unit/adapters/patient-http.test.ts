import { expect, test } from 'vitest';
import { patientHttp } from '../../../src/adapters/patient-http.ts';
import type { HttpResponse, SocketHttp } from '../../../src/adapters/socket-http.ts';
import { fakeClock } from '../../support/fake-clock.ts';

type Method = 'GET' | 'DELETE';

const never = new AbortController().signal;
const both: readonly Method[] = ['GET', 'DELETE'];

function answer(status: number, retryAfter: string | null = null): HttpResponse {
  return { status, retryAfter, date: null, body: '' };
}

function broken(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Gives the answers in turn, the last one for ever; and tells what was slept. */
function patient(answers: readonly (HttpResponse | Error)[], millisecondsEach = 0) {
  const slept: number[] = [];
  let sent = 0;
  const http: SocketHttp = {
    send() {
      const next = answers[Math.min(sent++, answers.length - 1)] ?? answer(0);
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    [Symbol.dispose]: () => undefined,
  };
  const clock = {
    ...fakeClock(),
    now: () => sent * millisecondsEach,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
  return {
    send: (method: Method = 'GET', signal = never) =>
      patientHttp(http, clock).send({ method, path: '/it', accept: 'application/json' }, signal),
    slept,
    sent: () => sent,
  };
}

test.each<[Method, number, string | null]>([
  ['GET', 200, null],
  ['GET', 404, '1'],
  ['GET', 409, '1'],
  ['GET', 410, null],
  ['GET', 501, null],
  ['DELETE', 500, '1'],
  ['DELETE', 500, null],
  ['DELETE', 502, null],
  ['DELETE', 503, null],
  ['DELETE', 504, '1'],
])('takes for the answer to %s: %i with Retry-After %j', async (method, status, retryAfter) => {
  const { send, slept } = patient([answer(status, retryAfter), answer(200)]);
  expect((await send(method)).status).toBe(status);
  expect(slept).toEqual([]);
});

test.each(both.flatMap((method) => [429, 503].map((status) => [method, status] as const)))(
  'asks again for %s after %i when the server says',
  async (method, status) => {
    const { send, slept } = patient([answer(status, '1'), answer(status, '2'), answer(200)]);
    expect((await send(method)).status).toBe(200);
    expect(slept).toEqual([1000, 2000]);
  },
);

test('gives up in the end, and never waits long', async () => {
  const { send, slept } = patient([answer(429, '3600')]);
  expect((await send()).status).toBe(429);
  expect(slept).toEqual(Array.from({ length: 9 }, () => 10_000));
});

test.each([
  [50_000, 4],
  [130_000, 2],
])(
  'begins no attempt two minutes after the end of the first, which may have queued: each takes %i ms',
  async (milliseconds, attempts) => {
    const { send, sent } = patient([answer(429, '1')], milliseconds);
    expect((await send()).status).toBe(429);
    expect(sent()).toBe(attempts);
  },
);

test('asks again at once for nobody', async () => {
  const { send, slept } = patient([answer(429, '0'), answer(200)]);
  expect((await send()).status).toBe(200);
  expect(slept).toEqual([250]);
});

test.each<[Method, number, string | null]>([
  ['GET', 500, null],
  ['GET', 502, null],
  ['GET', 503, null],
  ['GET', 504, null],
  ['GET', 429, null],
  ['DELETE', 429, null],
  ['GET', 429, 'Fri, 31 Dec 1999 23:59:59 GMT'],
])(
  'asks again for %s after %i, Retry-After %j, a few times',
  async (method, status, retryAfter) => {
    const { send, slept } = patient([answer(status, retryAfter)]);
    expect((await send(method)).status).toBe(status);
    expect(slept).toEqual([250, 500, 1000, 2000]);
  },
);

test.each(['ECONNRESET', 'EPIPE'])('reads again where the connection breaks: %s', async (code) => {
  const { send, slept } = patient([broken(code), broken(code), answer(200)]);
  expect((await send()).status).toBe(200);
  expect(slept).toEqual([250, 500]);
});

test('gives up where the connection breaks each time', async () => {
  const { send, sent } = patient([broken('ECONNRESET')]);
  await expect(send()).rejects.toThrow('ECONNRESET');
  expect(sent()).toBe(3);
});

test.each<[string, Method, Error]>([
  ['a deletion, which may have been done', 'DELETE', broken('ECONNRESET')],
  ['to a proxy that has gone', 'GET', broken('ECONNREFUSED')],
  ['that took too long', 'GET', new DOMException('no answer in time', 'TimeoutError')],
])('does not send again %s', async (_, method, error) => {
  const { send, sent } = patient([error]);
  await expect(send(method)).rejects.toBe(error);
  expect(sent()).toBe(1);
});

test('an interruption ends it', async () => {
  const { send, sent } = patient([broken('ECONNRESET')]);
  await expect(send('GET', AbortSignal.abort())).rejects.toThrow('ECONNRESET');
  expect(sent()).toBe(1);
});
