import { expect, test } from 'vitest';
import type { PingResult } from '../../../src/model/ping.ts';
import { pingJson } from '../../../src/report/ping-json.ts';
import { pingText } from '../../../src/report/ping.ts';
import { styleFor } from '../../../src/report/style.ts';

const result = (more: Partial<PingResult> = {}): PingResult => ({
  target: {
    host: {
      ...{ name: 'a', role: 'worker', isController: false, hostname: null, reset: false },
      ...{ dataDir: '/d', program: '/p', transport: { type: 'localhost' } },
    },
    ...{ address: 'a.example', port: 22, way: { type: 'direct' }, expects: 'greeting' },
  },
  ...{ sent: 3, lost: 1, answeredBy: ['10.0.0.1'], times: { best: 1.23, mean: 45.6 } },
  ...{ reason: 'no answer', deaf: [], failed: true },
  ...more,
});

const show = (...results: readonly PingResult[]) => pingText(results, [], styleFor(false));

test('a port has a row, with the address that answered for a name', () => {
  expect(show(result())).toBe(
    'HOST  ROLE    ADDRESS               PORT  SENT  LOST  BEST   MEAN  REASON\n' +
      'a     worker  a.example (10.0.0.1)  22    3     33%   1.2ms  46ms  no answer\n' +
      '1 of 1 host failed, on 1 port\n',
  );
});

test('an address of a name that is silent is told', () => {
  const deaf = [{ address: 'fd00::1', reason: 'no route to its network' }];
  expect(show(result({ lost: 0, reason: null, failed: false, deaf }))).toContain(
    'a: a.example is also fd00::1, which does not answer on 22: no route to its network\n1 host on 1 port: all answer\n',
  );
});

test('what comes from outside cannot move the cursor or begin a line', () => {
  const hostile = result({ reason: 'x\u001b[2J\nerror: y' });
  const trace = {
    target: hostile.target,
    report: { type: 'told', text: '\u001b[31m\n1 host' },
  } as const;
  const text = pingText([hostile], [trace], styleFor(false));
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^(?:error: y|1 host$)/m);
});

test('nothing to try is said to be so', () => {
  expect(show()).toContain('no host has a port to try');
});

test.each([
  [{ type: 'missing' }, 'mtr is not installed here: there are no traces.'],
  [
    { type: 'failed', reason: 'no permission' },
    'mtr could not trace the way to a, a.example port 22: no permission',
  ],
] as const)('a trace that there is none of is said to be so: %j', (report, words) => {
  const one = result();
  expect(pingText([one], [{ target: one.target, report }], styleFor(false))).toContain(words);
});

test('JSON says the same', () => {
  const document: unknown = JSON.parse(
    pingJson([result()], [{ target: result().target, report: { type: 'missing' } }]),
  );
  expect(document).toMatchObject({
    ok: false,
    ports: [
      { host: 'a', address: 'a.example', port: 22, lost: 1, bestMilliseconds: 1.23, ok: false },
    ],
    traces: [{ host: 'a', report: null, problem: 'mtr is not installed' }],
  });
});
