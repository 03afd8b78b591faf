import { expect, test } from 'vitest';
import { readArchives, removeArchives } from '../../../src/cluster/leftover-archives.ts';

const ran = (stdout: string) => ({ type: 'ran', exitCode: 0, stdout, stderr: '' }) as const;

test('archives are found by their names, each once', () => {
  const file = '/tmp/tmp.XyZ1abcdef/k0s_backup_2026-03-01T12:00:00_000Z.tar.gz';
  expect(readArchives(ran(`${file}\n${file}\n/tmp/aB3dE6/k0s_backup.tar.gz\nend\n`))).toEqual([
    file,
    '/tmp/aB3dE6/k0s_backup.tar.gz',
  ]);
  expect(readArchives(ran('end\n'))).toEqual([]);
});

test('an answer that broke off tells nothing', () => {
  expect(readArchives(ran('/tmp/a/k0s_backup.tar.gz\n'))).toBeNull();
  expect(readArchives({ type: 'unreached', reason: 'gone' })).toBeNull();
});

test.each([
  '/tmp/aB3dE6/other.tar.gz',
  '/tmp/mine/k0s_backup.tar.gz',
  '/tmp/a b/k0s_backup.tar.gz',
  '/tmp/$(reboot)/k0s_backup.tar.gz',
  '/tmp/a/k0s_backup.tar.gz; rm -r /',
  'k0s_backup.tar.gz',
])('nothing else is ever removed: %s', (line) => {
  expect(readArchives(ran(`${line}\nend\n`))).toEqual([]);
});

test('what removes them is a script that a shell accepts', () => {
  const script = removeArchives(['/nowhere/a/k0s_backup.tar.gz']);

  expect(script).toContain('rm -f -- ');
});
