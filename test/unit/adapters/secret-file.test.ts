import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { secretFileIn } from '../../../src/adapters/secret-file.ts';

async function makePipe(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-pipe-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await execa('mkfifo', ['-m', '600', join(dir, 'pipe')]);
  return join(dir, 'pipe');
}

function start(pipe: string) {
  const interruption = new AbortController();
  const read = secretFileIn('/', {}, () => undefined, interruption.signal);
  return { text: read(pipe), interruption };
}

test('a pipe that nobody writes to is not waited for after an interruption', async () => {
  const { text, interruption } = start(await makePipe());
  interruption.abort('SIGINT');
  await expect(text).rejects.toBe('SIGINT');
});

test('a pipe whose writer says nothing is not waited for either', async () => {
  const pipe = await makePipe();
  const writer = await open(pipe, constants.O_RDWR);
  onTestFinished(() => writer.close());
  const { text, interruption } = start(pipe);
  interruption.abort('SIGINT');
  await expect(text).rejects.toBe('SIGINT');
});

test('a pipe is read to its end', async () => {
  const pipe = await makePipe();
  const { text } = start(pipe);
  const writer = await open(pipe, 'w');
  await writer.write('A=b\n');
  await writer.close();
  await expect(text).resolves.toBe('A=b\n');
});
