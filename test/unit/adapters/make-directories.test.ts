import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeDirectories } from '../../../src/adapters/make-directories.ts';

async function emptyDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'kubernixos-directories-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('what is missing is made, by many at once too, and what is there stays as it is', async () => {
  const path = await emptyDirectory();
  const made = join(path, 'a/b/c');
  await Promise.all(Array.from({ length: 20 }, () => makeDirectories(made, 0o700)));
  await makeDirectories(made);
  expect((await stat(made)).mode & 0o777).toBe(0o700);
});

test('a file is no directory', async () => {
  const path = await emptyDirectory();
  await writeFile(join(path, 'file'), '');
  await expect(makeDirectories(join(path, 'file'))).rejects.toThrow('EEXIST');
  await expect(makeDirectories(join(path, 'file/below'))).rejects.toThrow('EEXIST');
});

test('a file system that takes no new names is an error, and no wait without an end', async () => {
  await expect(makeDirectories('/proc/none/below')).rejects.toThrow('ENOENT');
});
