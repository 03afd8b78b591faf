import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { streamToFile } from '../../../src/adapters/stores/stream-to-file.ts';

const { signal } = new AbortController();
const shell = (script: string) => ({
  command: 'sh',
  args: ['-c', script],
  env: { PATH: process.env['PATH'] },
});

async function openTarget() {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-stream-'));
  const path = join(directory, 'target');
  const file = await open(path, 'wx');
  onTestFinished(async () => {
    await file.close();
    await rm(directory, { recursive: true });
  });
  return { file, path };
}

test('a server that falls silent in the middle is given up', async () => {
  const { file } = await openTarget();
  const silent = streamToFile(shell('echo begin; exec sleep 60'), file, signal, 600);
  await expect(silent).rejects.toThrow('nothing came for 0.01 minutes');
});

test('one that is slow, and goes on, is not', async () => {
  const { file, path } = await openTarget();
  const script = 'for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.5; done';
  const { exit } = await streamToFile(shell(script), file, signal, 3000);

  expect(exit).toMatchObject({ exitCode: 0 });
  expect(await readFile(path, 'utf8')).toBe('1\n2\n3\n4\n5\n6\n7\n8\n');
});
