import { expect, test } from 'vitest';
import { sumAttempts } from '../../../src/cluster/sum-attempts.ts';
import type { Dialed, PingTarget } from '../../../src/model/ping.ts';

const target: PingTarget = {
  host: {
    ...{ name: 'a', role: 'worker', isController: false, hostname: null, reset: false },
    ...{ dataDir: '/d', program: '/p', transport: { type: 'localhost' } },
  },
  ...{ address: 'a', port: 22, way: { type: 'direct' }, expects: 'connection' },
};

const answered = (milliseconds: number, address = '10.0.0.1'): Dialed => ({
  ...{ type: 'answered', address, milliseconds },
});
const lost = (address = '10.0.0.1'): Dialed => ({ type: 'lost', address, reason: 'no answer' });

test('answers are summed by their best and their mean time', () => {
  expect(sumAttempts(target, [[answered(2)], [answered(4)]], 0)).toMatchObject({
    ...{ sent: 2, lost: 0, times: { best: 2, mean: 3 }, reason: null, failed: false },
    answeredBy: ['10.0.0.1'],
  });
});

test.each([
  [0, true],
  [24, true],
  [25, false],
  [100, false],
])('one of four lost is too much where %d percent may be: %s', (most, failed) => {
  const attempts = [[answered(1)], [lost()], [answered(1)], [answered(1)]];
  expect(sumAttempts(target, attempts, most)).toMatchObject({ lost: 1, failed });
});

test('a name answers by any of its addresses, and the silent ones are told', () => {
  const attempts = [[lost('fd00::1'), answered(1)]];
  expect(sumAttempts(target, attempts, 0)).toMatchObject({
    ...{ lost: 0, failed: false, answeredBy: ['10.0.0.1'] },
    deaf: [{ address: 'fd00::1', reason: 'no answer' }],
  });
});

test('where nothing answers there are no times, and a reason', () => {
  expect(sumAttempts(target, [[lost()]], 0)).toMatchObject({
    ...{ lost: 1, times: null, reason: 'no answer', deaf: [], failed: true },
  });
});
