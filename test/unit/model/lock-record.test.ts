import { expect, test } from 'vitest';
import { isStale, readLockRecord } from '../../../src/model/lock-record.ts';

const record = { holder: 'a@b pid 1 x', process: 'machine/1/2', action: 'install' };

test('a lock is read as it was written, and what is none is none', () => {
  expect(readLockRecord(record)).toEqual(record);
  expect(readLockRecord({ ...record, process: null })).toEqual({ ...record, process: null });
  expect(readLockRecord({ holder: 1, action: 'install' })).toBeNull();
  expect(readLockRecord({ holder: 'a' })).toBeNull();
});

test('a lock is nobody’s when its process has ended, or gave no sign for a minute', () => {
  expect(isStale(record, 0, () => true)).toBe(true);
  expect(isStale(record, 59_000, () => false)).toBe(false);
  expect(isStale(record, 61_000, () => false)).toBe(true);
  expect(isStale({ ...record, process: null }, 59_000, () => true)).toBe(false);
});
