import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildDirectory } from '../../../src/adapters/build-directory.ts';
import { Failure } from '../../../src/model/failure.ts';

const MARK = 'index.json';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'build-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

function build(directory = 'result', files: Record<string, string> = { [MARK]: 'new' }) {
  const all = new Map(Object.entries(files));
  return buildDirectory({ cwd, mark: MARK }).replaceDirectory(directory, all);
}

async function mode(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

test('writes a directory that only its user can read, and tells its absolute path', async () => {
  const path = await build('deep/result', { [MARK]: 'a', b: 'ü' });
  expect(path).toBe(join(cwd, 'deep/result'));
  expect(await readFile(join(path, 'b'), 'utf8')).toBe('ü');
  expect([await mode(path), await mode(join(path, 'b'))]).toEqual([0o700, 0o600]);
});

test('replaces what it wrote before, as a whole', async () => {
  await build('result', { [MARK]: 'old', gone: '' });
  await build();
  expect(await readdir(join(cwd, 'result'))).toEqual([MARK]);
  expect(await readdir(cwd)).toEqual(['result']);
});

test('replaces an empty directory', async () => {
  await mkdir(join(cwd, 'result'));
  await build();
  expect(await readdir(join(cwd, 'result'))).toEqual([MARK]);
});

test('replaces the link to the Nix store that the original tool leaves, and not what it leads to', async () => {
  await symlink('/nix/store/nothing-kubernixos', join(cwd, 'result'));
  await build();
  expect((await lstat(join(cwd, 'result'))).isDirectory()).toBe(true);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['a directory of someone else', (path) => mkdir(join(path, 'inside'), { recursive: true })],
  ['a file', (path) => writeFile(path, 'mine')],
  ['a link to elsewhere', (path) => symlink('/', path)],
])('touches nothing where the name is taken by %s', async (_, make) => {
  const path = join(cwd, 'result');
  await make(path);
  const error: unknown = await build().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ code: 'not-ours' });
  expect([existsSync(path), await readdir(cwd)]).toEqual([true, ['result']]);
});

test('leaves the old directory, and no other, where a file cannot be written', async () => {
  await build('result', { [MARK]: 'old' });
  await expect(build('result', { [MARK]: 'new', 'no/such/place': '' })).rejects.toThrow('ENOENT');
  expect(await readFile(join(cwd, 'result', MARK), 'utf8')).toBe('old');
  expect(await readdir(cwd)).toEqual(['result']);
});
