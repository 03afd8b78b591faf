import { describe, expect, test } from 'vitest';
import { judgeLocalFile, searchedIn } from '../../../src/cluster/judge-local-file.ts';
import type { LocalFileUse } from '../../../src/model/cluster.ts';
import type { Look } from '../../../src/ports/local-files.ts';

const local = (use: LocalFileUse, file = '/srv/key') => ({ option: 'a.keyPath', file, use });
const mode = (bits: number, size: number | null = 9): Look => ({ type: 'file', mode: bits, size });

test.each<[LocalFileUse, Look]>([
  ['secret', mode(0o600)],
  ['secret', mode(0o400)],
  ['public', mode(0o644)],
  ['program', mode(0o755)],
  ['sources', mode(0o644)],
  ['sources', mode(0o644, 0)],
  ['secret', mode(0o600, null)],
  ['sources', { type: 'directory' }],
])('accepts as %s: %j', (use, look) => {
  expect(judgeLocalFile(local(use), look)).toBeNull();
});

test.each<[LocalFileUse, Look, string]>([
  ['secret', mode(0o640), 'a.keyPath: /srv/key holds a secret, and others may read it (mode 0640)'],
  ['secret', mode(0o604), 'Run: chmod 600 /srv/key'],
  ['secret', mode(0o600, 0), 'a.keyPath: /srv/key is empty'],
  ['public', mode(0o644, 0), 'a.keyPath: /srv/key is empty'],
  ['program', mode(0o755, 0), 'a.keyPath: /srv/key is empty'],
  ['secret', { type: 'missing' }, 'a.keyPath: there is no /srv/key'],
  ['sources', { type: 'missing' }, 'a.keyPath: there is no /srv/key'],
  ['secret', { type: 'directory' }, 'a.keyPath: /srv/key is a directory'],
  ['program', { type: 'unreadable', reason: 'EACCES' }, 'cannot be read: EACCES'],
])('refuses as %s: %j', (use, look, message) => {
  expect(judgeLocalFile(local(use), look)).toContain(message);
});

describe('a pattern is looked for in its directory', () => {
  test.each([
    ['/srv/*.toml', '/srv/'],
    ['/srv/a/**/b', '/srv/a/'],
    ['/srv/{a,b}', '/srv/'],
    ['/srv/a?', '/srv/'],
    ['/srv/a', '/srv/a'],
  ])('%s in %s', (file, found) => {
    expect(searchedIn(local('sources', file))).toBe(found);
  });

  test('but a key is no pattern', () => {
    expect(searchedIn(local('secret', '/srv/[a]'))).toBe('/srv/[a]');
  });
});
