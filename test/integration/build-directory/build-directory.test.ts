import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildDirectory } from '../../../src/adapters/build-directory.ts';
import { Failure } from '../../../src/model/failure.ts';

const MARK = 'index.json';

let parent = '';
let cwd = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'build-'));
  cwd = join(parent, 'work');
  await mkdir(cwd);
});
afterEach(() => rm(parent, { recursive: true, force: true }));

function build(directory = 'result', files = filesOf('new')) {
  const all = new Map(Object.entries(files));
  return buildDirectory({ cwd, mark: MARK }).replaceDirectory(directory, all);
}

function manifest(name: string): object {
  const annotations = { 'kubernixos/owner': `default:/ConfigMap//${name}` };
  return { metadata: { name, labels: { kubernixos: 'x' }, annotations } };
}

/** What a build of these manifests holds. */
function filesOf(...names: readonly string[]): Record<string, string> {
  const index = { kind: 'List', items: names.map(manifest) };
  const files = names.map((name): [string, string] => [
    `${name}.json`,
    `${JSON.stringify(manifest(name), null, '\t')}\n`,
  ]);
  return { [MARK]: JSON.stringify(index, null, '\t'), ...Object.fromEntries(files) };
}

async function write(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
}

async function failureOf(running: Promise<unknown>): Promise<Failure> {
  const error: unknown = await running.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** A directory beside the result, as a build makes it. */
async function leaveBehind(pid: number, files = filesOf('secret'), seconds = 60): Promise<string> {
  const path = join(cwd, `.kubernixos-build-${String(pid)}-a1B2c3`);
  await write(path, files);
  await chmod(path, 0o700);
  const then = Date.now() / 1000 - seconds;
  await utimes(path, then, then);
  return path;
}

async function endedProcess(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return Number(child.pid);
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
  await build('result', filesOf('old', 'gone'));
  await build();
  expect(await readdir(join(cwd, 'result'))).toEqual([MARK, 'new.json']);
  expect(await readdir(cwd)).toEqual(['result']);
});

test('replaces an empty directory', async () => {
  await mkdir(join(cwd, 'result'));
  await build();
  expect(await readdir(join(cwd, 'result'))).toEqual([MARK, 'new.json']);
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
  expect((await failureOf(build())).code).toBe('not-ours');
  expect([existsSync(path), await readdir(cwd)]).toEqual([true, ['result']]);
});

const built = filesOf('a', 'b');
const a = String(built['a.json']);
const b = String(built['b.json']);
const unlabelled = JSON.stringify({ kind: 'List', items: [{ metadata: {} }] });
const dumpAmongOthers = { [MARK]: String(filesOf('a')[MARK]), 'main.ts': '' };

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['a dump among other files', dumpAmongOthers, 'main.ts, which'],
  ['one more file', { ...built, '.gitignore': '' }, '.gitignore, which'],
  ['one more manifest', { ...built, 'c.json': '{}' }, 'c.json, which'],
  ['a copy of a manifest', { ...built, 'c.json': b }, 'c.json, which'],
  ['a file that was changed', { ...built, 'b.json': '{}' }, 'b.json, which'],
  ['a file that is no JSON', { ...built, 'b.json': 'b' }, 'b.json, which'],
  ['no list', { 'a.json': a }, 'a.json, which'],
  ['a list of something else', { [MARK]: '{"kind":"List"}' }, `${MARK}, which`],
  ['a list that bears no labels', { [MARK]: unlabelled }, `${MARK}, which`],
  ['less than is listed', { [MARK]: String(built[MARK]), 'a.json': a }, 'lists what it does not'],
])('replaces no directory that holds %s', async (_, files, reason) => {
  const path = join(cwd, 'result');
  await write(path, files);
  const failure = await failureOf(build());
  expect([failure.code, failure.message]).toEqual(['not-ours', expect.stringContaining(reason)]);
  expect((await readdir(path)).toSorted()).toEqual(Object.keys(files).toSorted());
  expect(await readdir(cwd)).toEqual(['result']);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['a directory', (path) => mkdir(path)],
  ['a link', (path) => symlink('/etc/hostname', path)],
])('replaces no directory in which %s has a name like ours', async (_, make) => {
  await build('result', built);
  await rm(join(cwd, 'result', 'b.json'));
  await make(join(cwd, 'result', 'b.json'));
  expect((await failureOf(build())).message).toContain('it holds b.json');
});

test.each(['.', '..', '../..', '/', '../work', '../link'])(
  'does not replace the directory of the run, nor one above it: %s',
  async (directory) => {
    await symlink('work', join(parent, 'link'));
    expect((await failureOf(build(directory))).code).toBe('not-ours');
    expect(await readdir(cwd)).toEqual([]);
  },
);

test('does not replace the directory of the run even where build has made it', async () => {
  await write(cwd, filesOf('a'));
  expect((await failureOf(build('.'))).message).toContain('the working directory is in it');
});

test('leaves the old directory, and no other, where a file cannot be written', async () => {
  const old = filesOf('old');
  await build('result', old);
  const failure = await failureOf(build('result', { ...filesOf('new'), 'no/such/place': '' }));
  expect([failure.code, failure.message]).toEqual([
    'build-failed',
    expect.stringContaining('ENOENT'),
  ]);
  expect(await readFile(join(cwd, 'result', MARK), 'utf8')).toBe(old[MARK]);
  expect(await readdir(cwd)).toEqual(['result']);
});

test('removes what builds left beside it that were killed', async () => {
  await leaveBehind(await endedProcess());
  await build();
  expect(await readdir(cwd)).toEqual(['result']);
});

test.each<[string, () => Promise<string>]>([
  ['of a build that is at work', () => leaveBehind(process.pid)],
  [
    'that has changed just now, as of a build in another container',
    async () => leaveBehind(await endedProcess(), filesOf('secret'), 0),
  ],
  [
    'that others may enter',
    async () => {
      const path = await leaveBehind(await endedProcess());
      await chmod(path, 0o755);
      return path;
    },
  ],
  [
    'that holds a directory',
    async () => {
      const path = await leaveBehind(await endedProcess());
      await mkdir(join(path, 'mine'));
      await utimes(path, 0, 0);
      return path;
    },
  ],
  [
    'that is a link',
    async () => {
      const [target, path] = [join(cwd, 'target'), await leaveBehind(await endedProcess())];
      await rename(path, target);
      await symlink(target, path);
      return path;
    },
  ],
])('does not remove a directory of such a name %s', async (_, make) => {
  const path = await make();
  const before = await readdir(path);
  await build();
  expect(await readdir(path)).toEqual(before);
});
