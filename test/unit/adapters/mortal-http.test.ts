import { expect, test } from 'vitest';
import { mortalHttp } from '../../../src/adapters/mortal-http.ts';
import type { HttpRequest, HttpResponse, SocketHttp } from '../../../src/adapters/socket-http.ts';

const signal = new AbortController().signal;
const request: HttpRequest = { method: 'DELETE', path: '/x', accept: 'application/json' };
const response: HttpResponse = { status: 500, date: null, retryAfter: null, body: '' };
const late = () => new DOMException('no answer within 60 seconds', 'TimeoutError');

/** A server that does so with each request in turn, and with all others as with the last. */
function server(...does: readonly (() => Promise<HttpResponse>)[]) {
  let sent = 0;
  const http: SocketHttp = {
    send() {
      const action = does[Math.min(sent, does.length - 1)];
      sent += 1;
      return action?.() ?? Promise.resolve(response);
    },
    [Symbol.dispose]: () => undefined,
  };
  return { http: mortalHttp(http), sent: () => sent };
}

const times = <T>(count: number, value: T): readonly T[] =>
  Array.from({ length: count }, () => value);
const silent = () => Promise.reject(late());
const answers = () => Promise.resolve(response);
const breaks = () => Promise.reject(new Error('reset'));

test('after 16 requests in a row without an answer, no other is sent', async () => {
  const { http, sent } = server(silent);
  for (let count = 0; count < 20; count++)
    await expect(http.send(request, signal)).rejects.toThrow('no answer within 60 seconds');
  expect(sent()).toBe(16);
});

test.each([
  ['an answer, whatever it says', answers],
  ['a broken connection', breaks],
])('%s shows that the server lives', async (_, lives) => {
  const { http, sent } = server(...times(15, silent), lives, silent);
  for (let count = 0; count < 31; count++) await http.send(request, signal).catch(() => undefined);
  expect(sent()).toBe(31);
});

test('what waits when the server is taken for dead ends with it', async () => {
  let abort: ((reason: unknown) => void) | undefined;
  const waiting: SocketHttp = {
    send: (_, given) =>
      new Promise((__, reject) => {
        abort ??= reject;
        given.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
    [Symbol.dispose]: () => undefined,
  };
  let isFirst = true;
  const http = mortalHttp({
    send: (asked, given) => {
      if (!isFirst) return silent();
      isFirst = false;
      return waiting.send(asked, given);
    },
    [Symbol.dispose]: () => undefined,
  });
  const first = http.send(request, signal);
  for (let count = 0; count < 16; count++) await http.send(request, signal).catch(() => undefined);
  await expect(first).rejects.toThrow('no answer within 60 seconds');
});

test('requests that are called off count for nothing', async () => {
  const off = new AbortController();
  off.abort(late());
  const { http, sent } = server(silent);
  for (let count = 0; count < 20; count++)
    await http.send(request, off.signal).catch(() => undefined);
  expect(sent()).toBe(20);
});
