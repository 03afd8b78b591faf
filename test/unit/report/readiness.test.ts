import { expect, test } from 'vitest';
import type { NotReady } from '../../../src/model/readiness.ts';
import { showDuration } from '../../../src/report/duration.ts';
import {
  countGone,
  countReady,
  lingeringLines,
  notReadyLines,
} from '../../../src/report/readiness.ts';
import { styleFor } from '../../../src/report/style.ts';
import { liveObject, TYPES } from '../../support/builders.ts';

const { key } = liveObject({ type: TYPES.Job, name: 'migrate' });
const style = styleFor(false);
const one = (state: NotReady['state'], why = 'why'): NotReady => ({ key, state, why });

test('names what is not ready, and why, harmless to a terminal', () => {
  const objects = [one('waiting', 'two\nlines'), one('failed'), one('unknown', '\u001b[2J')];
  expect(notReadyLines(objects, style)).toEqual([
    'not ready   Job.batch shop/migrate: two\\nlines',
    'failed      Job.batch shop/migrate: why',
    'unknown     Job.batch shop/migrate: \\u001b[2J',
  ]);
});

test('names what is still there, and what holds it', () => {
  expect(lingeringLines([{ key, why: 'held by its finalizers: a/b' }], style)).toEqual([
    'still there Job.batch shop/migrate: held by its finalizers: a/b',
  ]);
});

test.each([
  [3, [], '3 ready'],
  [0, [], 'nothing to wait for'],
  [1, [one('waiting'), one('waiting')], '1 ready, 2 not ready within 5m'],
  [0, [one('failed'), one('unknown')], '1 failed, 1 unknown'],
])('counts %i ready beside %j', (ready, notReady, text) => {
  expect(countReady(ready, notReady, 300_000)).toBe(text);
});

test('counts what is gone', () => {
  expect(countGone(2, [], 300_000)).toBe('2 gone');
  expect(countGone(1, [{ key, why: '' }], 2000)).toBe('1 gone, 1 still there after 2s');
});

test.each([
  [0, '0ms'],
  [250, '250ms'],
  [2000, '2s'],
  [90_000, '1m30s'],
  [300_000, '5m'],
  [5_400_000, '1h30m'],
  [3_600_000, '1h'],
  [1500, '1.5s'],
])('%i milliseconds are %s', (milliseconds, text) => {
  expect(showDuration(milliseconds)).toBe(text);
});
