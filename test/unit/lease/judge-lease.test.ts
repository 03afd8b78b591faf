import { describe, expect, test } from 'vitest';
import { judgeLease, sawEarlierRuns } from '../../../src/lease/judge-lease.ts';
import { lease } from '../../support/builders.ts';

const NOW = 1_000_000;
const facts = { identity: 'me', now: NOW, unchangedMilliseconds: 0, isGone: false };

const held = lease({ holder: 'other', writtenAt: NOW - 9000 });

test.each([
  ['released', lease({ holder: '' }), {}, 'free'],
  ['released long ago', lease({ holder: '', writtenAt: 0 }), {}, 'free'],
  ['of this very run', lease({ holder: 'me' }), {}, 'free'],
  ['of another run that renews it', held, {}, 'held'],
  ['at the end of its time', lease({ holder: 'other', writtenAt: NOW - 30_000 }), {}, 'held'],
  ['within the margin', lease({ holder: 'other', writtenAt: NOW - 35_000 }), {}, 'held'],
  ['after the margin', lease({ holder: 'other', writtenAt: NOW - 36_000 }), {}, 'stale'],
  ['written in the future', lease({ holder: 'other', writtenAt: NOW + 99_000 }), {}, 'held'],
  ['with another duration', { ...held, durationSeconds: 2 }, {}, 'stale'],
  ['without a duration', { ...held, durationSeconds: 0 }, {}, 'held'],
  ['of a process that has ended', held, { isGone: true }, 'gone'],
  ['of a server that tells no time', held, { now: null }, 'held'],
  ['that tells no time of its write', { ...held, writtenAt: null }, {}, 'held'],
  ['seen for a while', held, { unchangedMilliseconds: 35_000 }, 'held'],
  ['seen unchanged for too long', held, { unchangedMilliseconds: 35_001 }, 'stale'],
  [
    'seen unchanged for too long, by no clock but ours',
    held,
    { now: null, unchangedMilliseconds: 35_001 },
    'stale',
  ],
])('a Lease %s', (_, seen, more, expected) => {
  const state = judgeLease(seen, { ...facts, ...more });
  expect(state.type === 'abandoned' ? state.why : state.type).toBe(expected);
});

test('what the holder says of the time does not count', () => {
  const old = { acquiredAt: '1999-01-01T00:00:00Z', renewedAt: '1999-01-01T00:00:00Z' };
  expect(judgeLease({ ...held, ...old }, facts).type).toBe('held');
});

describe('a look at the cluster holds all that earlier runs wrote', () => {
  test.each([
    ['where there was no Lease', null, NOW, true],
    ['when the last had ended before', lease({ writtenAt: NOW - 1001 }), NOW, true],
    ['not within the second', lease({ writtenAt: NOW - 1000 }), NOW, false],
    ['not when the last ended later', lease({ writtenAt: NOW + 5000 }), NOW, false],
    ['not when the last did not end', lease({ holder: 'other', writtenAt: 0 }), NOW, false],
    ['not when the server tells no time', lease({ writtenAt: 0 }), null, false],
    ['not when the Lease tells no time', lease({ writtenAt: null }), NOW, false],
  ])('%s', (_, before, lookedAt, expected) => {
    expect(sawEarlierRuns(before, lookedAt)).toBe(expected);
  });
});
