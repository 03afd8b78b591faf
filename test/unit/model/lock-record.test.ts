import { expect, test } from 'vitest';
import { isStale, readLockRecord } from '../../../src/model/lock-record.ts';

const record = { holder: 'a@b pid 1 x', processes: ['run', 'k0sctl'], action: 'install' };

test('a lock is read as it was written, and what is none is none', () => {
  expect(readLockRecord(record)).toEqual(record);
  expect(readLockRecord({ holder: 'a', action: 'b' })).toMatchObject({ processes: [] });
  expect(readLockRecord({ holder: 1, action: 'install' })).toBeNull();
  expect(readLockRecord({ holder: 'a' })).toBeNull();
});

test.each([
  ['all its processes are gone', { run: 'gone', k0sctl: 'gone' }, 0, true],
  ['what worked for it lives on', { run: 'gone', k0sctl: 'alive' }, 0, false],
  ['it lives, and did not renew it', { run: 'alive', k0sctl: 'gone' }, 61_000, false],
  ['another machine renews it', { run: 'unknown', k0sctl: 'unknown' }, 59_000, false],
  ['another machine no longer does', { run: 'unknown', k0sctl: 'unknown' }, 61_000, true],
] as const)('a lock where %s', (_what, fates, age, stale) => {
  expect(isStale(record, age, (named) => fates[named as 'k0sctl' | 'run'])).toBe(stale);
});

test('a lock that names no process lives by its age', () => {
  const unnamed = { ...record, processes: [] };
  expect(isStale(unnamed, 59_000, () => 'gone')).toBe(false);
  expect(isStale(unnamed, 61_000, () => 'gone')).toBe(true);
});
