import { describe, expect, test } from 'vitest';
import {
  type BackupFile,
  backupFileName,
  readBackupFile,
} from '../../../src/backup/backup-files.ts';
import { backupName, isBackupOf, nameParts, toTime } from '../../../src/backup/backup-name.ts';

const NAME = 'k0s_backup_shop_20260301T120000Z';
const time = '2026-03-01T12:00:00Z';

test('a backup is named by its prefix, its cluster and its time', () => {
  expect(backupName({ prefix: 'k0s_backup', cluster: 'shop', time })).toBe(NAME);
  expect(nameParts(NAME)).toEqual({ stem: 'k0s_backup_shop', time });
});

test('a moment is named by its second', () => {
  expect(toTime(Date.parse('2026-03-01T12:00:00.999Z'))).toBe(time);
});

test.each(['', '-rf', '../x', 'a/b', 'a b', "a'b", '.hidden', 'ä', 'x'.repeat(250)])(
  'a prefix %j would be no name of a file that is safe everywhere',
  (prefix) => {
    expect(() => backupName({ prefix, cluster: 'shop', time })).toThrow('a backup cannot be named');
  },
);

test.each([
  'k0s_backup_shop',
  'k0s_backup_shop_20260230T120000Z',
  'k0s_backup_shop_20260301T126000Z',
  'k0s_backup_shop_20260301T120000',
  'k0s_backup_shop_20260301T120000Z.tar',
  '_20260301T120000Z',
  '../shop_20260301T120000Z',
  'shop_20260301T120000Z\n',
])('%j is no name of a backup', (name) => {
  expect(nameParts(name)).toBeNull();
});

test('backups of other clusters are told apart, also where their names are alike', () => {
  expect(isBackupOf(NAME, { prefix: 'k0s_backup', cluster: 'shop' })).toBe(true);
  expect(isBackupOf(NAME, { prefix: 'k0s_backup', cluster: 'op' })).toBe(false);
  expect(isBackupOf(NAME, { prefix: 'backup', cluster: 'shop' })).toBe(false);
});

describe('the files of a backup', () => {
  const files: readonly (readonly [string, BackupFile])[] = [
    [`${NAME}.tar.gz.age`, { type: 'archive', encryption: 'age' }],
    [`${NAME}.tar.gz.gpg`, { type: 'archive', encryption: 'gpg' }],
    [`${NAME}.manifest.json`, { type: 'manifest' }],
    [`${NAME}.manifest.sig`, { type: 'signature' }],
    [`${NAME}.drill-20260401T000000Z.json`, { type: 'drill', time: '2026-04-01T00:00:00Z' }],
    [
      `${NAME}.drill-20260401T000000Z.sig`,
      { type: 'drillSignature', time: '2026-04-01T00:00:00Z' },
    ],
  ];

  test.each(files)('include %s', (name, file) => {
    expect(backupFileName(NAME, file)).toBe(name);
    expect(readBackupFile(NAME, name)).toEqual(file);
  });

  test.each([
    `${NAME}.tar.gz`,
    `${NAME}.tar.gz.age.part`,
    `${NAME}.drill-20260230T000000Z.json`,
    `${NAME}.drill-20260401T000000Z.txt`,
    'k0s_backup_shop_20260302T120000Z.tar.gz.age',
    'README.md',
  ])('do not include %s', (name) => {
    expect(readBackupFile(NAME, name)).toBeNull();
  });
});
