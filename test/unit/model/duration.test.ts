import { expect, test } from 'vitest';
import { parseDuration } from '../../../src/model/duration.ts';

test.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['.5s', 500],
  ['0', 0],
  ['0s', 0],
])('%s is %i milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBeCloseTo(milliseconds);
});

test.each(['', '5', '-5m', '5 m', '5M', 's', '1d', 'true', '5m!', '.s', '1e3s'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);
