import { expect, test } from 'vitest';
import { circuitBreaker } from '../../../src/adapters/circuit-breaker.ts';
import type { HttpRequest, HttpResponse, SocketHttp } from '../../../src/adapters/socket-http.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const signal = new AbortController().signal;
const request: HttpRequest = { method: 'DELETE', path: '/x', accept: 'application/json' };
const response: HttpResponse = { status: 500, date: null, retryAfter: null, body: '' };
const minute = 60_000;

/** A server on a clock of its own, where a request takes a minute to time out. */
function startServer() {
  let now = 0;
  let sent = 0;
  let behave = 'silent';
  const waiting: (() => void)[] = [];
  const http: SocketHttp = {
    send: (_, given) =>
      new Promise((resolve, reject) => {
        sent += 1;
        given.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
        if (behave === 'answers') resolve(response);
        else if (behave === 'breaks') reject(new Error('reset'));
        else
          waiting.push(() => {
            reject(new DOMException('no answer within 60 seconds', 'TimeoutError'));
          });
      }),
    [Symbol.dispose]: () => undefined,
  };
  const clock = { ...fakeClock(), now: () => now };
  const breaker = circuitBreaker(http, { clock, deadlineMilliseconds: minute });
  return {
    sent: () => sent,
    becomes: (how: 'silent' | 'answers' | 'breaks') => (behave = how),
    later: (milliseconds: number) => (now += milliseconds),
    ask: (more: Partial<HttpRequest> = {}) =>
      breaker.send({ ...request, ...more }, signal).then(
        () => 'answered',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      ),
    /** Lets all requests that are under way time out, a minute later. */
    timeOut() {
      now += minute;
      for (const end of waiting.splice(0)) end();
    },
  };
}

type Server = ReturnType<typeof startServer>;

/** Sends so many requests at once, none of which is answered. */
async function round(server: Server, count = 1): Promise<readonly string[]> {
  const asked = Array.from({ length: count }, () => server.ask());
  server.timeOut();
  return Promise.all(asked);
}

const late = 'no answer within 60 seconds';
const givenUp = 'no answer, and none to those before';
const unsent = 'no answer to those before, and was not asked any more';

test('after three time-outs one after the other, no other request is sent', async () => {
  const server = startServer();
  for (let count = 0; count < 3; count++) expect(await round(server)).toEqual([late]);
  expect(await server.ask()).toBe(unsent);
  expect(server.sent()).toBe(3);
});

test('time-outs at the same time count once', async () => {
  const server = startServer();
  await round(server, 16);
  await round(server, 16);
  server.becomes('answers');
  expect(await server.ask()).toBe('answered');
});

test.each(['answers', 'breaks'] as const)('a server that %s lives', async (lives) => {
  const server = startServer();
  await round(server);
  await round(server);
  server.becomes(lives);
  await server.ask();
  server.becomes('silent');
  await round(server);
  await round(server);
  expect(await round(server)).toEqual([late]);
});

test('what waits is ended with the third, and was sent', async () => {
  const server = startServer();
  await round(server);
  await round(server);
  const all = [server.ask(), server.ask()];
  server.timeOut();
  expect(await Promise.all(all)).toEqual([late, givenUp]);
});

test('every ten seconds one request sees whether the server is back', async () => {
  const server = startServer();
  for (let count = 0; count < 3; count++) await round(server);
  server.later(10_000);
  server.becomes('answers');
  expect(await server.ask()).toBe('answered');
  expect(await server.ask()).toBe('answered');
});

test('urgent requests are always sent', async () => {
  const server = startServer();
  for (let count = 0; count < 3; count++) await round(server);
  server.becomes('answers');
  expect(await server.ask({ urgent: true })).toBe('answered');
});
