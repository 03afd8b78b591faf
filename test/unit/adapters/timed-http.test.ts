import { expect, test } from 'vitest';
import type { HttpResponse, SocketHttp } from '../../../src/adapters/socket-http.ts';
import { timedHttp } from '../../../src/adapters/timed-http.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const signal = new AbortController().signal;
const request = { method: 'GET', path: '/', accept: 'application/json' } as const;
const response: HttpResponse = { status: 200, date: null, retryAfter: null, body: '' };

test('tells the fastest answer, whatever broke and in whatever order', async () => {
  let time = 0;
  const durations = [30, 20, 40];
  const inner: SocketHttp = {
    send() {
      const duration = durations.shift();
      time += duration ?? 1;
      return duration === undefined
        ? Promise.reject(new Error('broken'))
        : Promise.resolve(response);
    },
    [Symbol.dispose]: () => undefined,
  };
  const clock = { ...fakeClock(), now: () => time };
  const http = timedHttp(inner, clock);
  expect(http.fastestMilliseconds()).toBe(Infinity);
  for (let count = 0; count < 3; count++) await http.send(request, signal);
  await expect(http.send(request, signal)).rejects.toThrow('broken');
  expect(http.fastestMilliseconds()).toBe(20);
});
