import { expect, test } from 'vitest';
import { patientHttp } from '../../../src/adapters/patient-http.ts';
import type { HttpResponse, SocketHttp } from '../../../src/adapters/socket-http.ts';

const request = { method: 'GET', path: '/it', accept: 'application/json' } as const;
const never = new AbortController().signal;

function answer(status: number, retryAfter: string | null = null): HttpResponse {
  return { status, retryAfter, date: null, body: '' };
}

/** Gives the answers in turn, the last one for ever; and tells what was slept. */
function patient(answers: readonly HttpResponse[]) {
  const slept: number[] = [];
  let sent = 0;
  const http: SocketHttp = {
    send: () => Promise.resolve(answers[Math.min(sent++, answers.length - 1)] ?? answer(0)),
    [Symbol.dispose]: () => undefined,
  };
  const clock = {
    now: () => 0,
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { send: () => patientHttp(http, clock).send(request, never), slept };
}

test.each([
  [200, null],
  [404, '1'],
  [409, '1'],
  [500, '1'],
  [503, null],
  [429, 'Fri, 31 Dec 1999 23:59:59 GMT'],
])('takes %i with Retry-After %j for the answer', async (status, retryAfter) => {
  const { send, slept } = patient([answer(status, retryAfter), answer(200)]);
  expect((await send()).status).toBe(status);
  expect(slept).toEqual([]);
});

test.each([429, 503])('asks again after %i when the server says', async (status) => {
  const { send, slept } = patient([answer(status, '1'), answer(status, '2'), answer(200)]);
  expect((await send()).status).toBe(200);
  expect(slept).toEqual([1000, 2000]);
});

test('gives up in the end, and never waits long', async () => {
  const { send, slept } = patient([answer(429, '3600')]);
  expect((await send()).status).toBe(429);
  expect(slept).toEqual(Array.from({ length: 9 }, () => 10_000));
});
