import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeGuardedDirectory } from '../../../src/adapters/guarded-directory.ts';
import { waitFor } from '../../support/wait-for.ts';

const HOUR = 3_600_000;

async function makeParent(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'kubernixos-guard-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  return parent;
}

/** A directory as a process left it that ended with all of its container. */
async function leave(parent: string, pid: number, hours: number): Promise<string> {
  const path = join(parent, `kubernixos-x-${String(pid)}-aBcDe${String(hours % 10)}`);
  await mkdir(path);
  await chmod(path, 0o700);
  await writeFile(join(path, 'archive.tar.gz'), 'secret');
  const then = new Date(Date.now() - hours * HOUR);
  await utimes(path, then, then);
  return path;
}

test("it is its owner's alone", async () => {
  const directory = await makeGuardedDirectory(process.env, 'kubernixos-x-', await makeParent());
  const { mode } = await stat(directory.path);
  await directory.remove();

  expect(mode & 0o777).toBe(0o700);
});

test('what a container left that ended as a whole is removed by the next run, a day later', async () => {
  const parent = await makeParent();
  const { pid: gone } = spawnSync('true');
  const old = await leave(parent, gone, 25);
  const young = await leave(parent, gone, 23);
  const ours = await leave(parent, process.pid, 26);

  const directory = await makeGuardedDirectory(process.env, 'kubernixos-x-', parent);
  await directory.remove();

  expect([old, young, ours, directory.path].map((path) => existsSync(path))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('nothing is left, whenever its process is killed', async () => {
  const parent = await makeParent();
  const maker = join(import.meta.dirname, '../../support/directory-maker.ts');
  for (let round = 0; round < 40; round++) {
    const child = spawn(process.execPath, [maker, parent], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    setTimeout(() => child.kill('SIGKILL'), round / 4);
    await once(child, 'close');
  }
  await waitFor(async () => (await readdir(parent)).length === 0, { what: 'an empty directory' });
}, 120_000);

test('a directory that cannot be made says why', async () => {
  const missing = join(await makeParent(), 'missing');
  await expect(makeGuardedDirectory(process.env, 'kubernixos-x-', missing)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a directory that nothing can watch is not made', async () => {
  const parent = await makeParent();
  const env = { PATH: join(parent, 'none') };
  await expect(makeGuardedDirectory(env, 'kubernixos-x-', parent)).rejects.toMatchObject({
    code: 'program-missing',
  });
  expect(await readdir(parent)).toEqual([]);
});
