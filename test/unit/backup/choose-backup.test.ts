import { expect, test } from 'vitest';
import { chooseBackup } from '../../../src/backup/choose-backup.ts';
import type { BackupRecord } from '../../../src/model/backup-record.ts';
import { exampleBackup } from '../../support/backup-manifest.ts';

const old = exampleBackup('2026-03-01T12:00:00Z');
const young = exampleBackup('2026-03-02T12:00:00Z');
const refusedAt = (stamp: string): BackupRecord => ({
  name: `k0s_backup_shop_${stamp}`,
  size: 1,
  state: { type: 'refused', reason: 'it is odd' },
});
const here = { place: '/srv/backups', now: Date.parse('2026-03-03T12:00:00Z') };

test('the newest one is meant unless one is named', () => {
  expect(chooseBackup([old, young], null, here)).toBe(young);
  expect(chooseBackup([old, young], old.name, here)).toBe(old);
});

test('an older one that is not to be trusted does not matter', () => {
  expect(chooseBackup([refusedAt('20260101T000000Z'), old], null, here)).toBe(old);
});

test('a newer one that is not to be trusted does, unless the other is named', () => {
  const records = [old, refusedAt('20260302T000000Z')];
  expect(() => chooseBackup(records, null, here)).toThrow(
    'the newer backup k0s_backup_shop_20260302T000000Z is not to be trusted: it is odd',
  );
  expect(chooseBackup(records, old.name, here)).toBe(old);
});

test('one of the future is never the newest, and may be named', () => {
  const future = exampleBackup('2027-03-02T12:00:00Z');
  expect(() => chooseBackup([old, future], null, here)).toThrow('later than now');
  expect(chooseBackup([old, future], future.name, here)).toBe(future);
});

test('a name that is not there, or does not count, is told with what is meant', () => {
  expect(() => chooseBackup([old], `${old.name.slice(0, -2)}1Z`, here)).toThrow('holds no backup');
  const refused = refusedAt('20260302T000000Z');
  expect(() => chooseBackup([old, refused], refused.name, here)).toThrow(
    `${refused.name} does not count: it is odd`,
  );
  expect(() => chooseBackup([refused], null, here)).toThrow('it is odd');
});
