import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createKeyMaker } from '../../../src/adapters/key-maker.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kubernixos-keys-'));
  onTestFinished(() => rm(home, { recursive: true }));
});

const modeOf = async (path: string) => (await stat(join(home, path))).mode & 0o777;

test("a key is its owner's alone, and so is the directory that is made for it", async () => {
  await createKeyMaker({ HOME: home }).write('~/keys/signing.pem', 'a key');

  expect(await modeOf('keys')).toBe(0o700);
  expect(await modeOf('keys/signing.pem')).toBe(0o600);
});

test('a key that is there stays, and nothing is left beside it', async () => {
  const maker = createKeyMaker({ HOME: home });
  await maker.write('~/signing.pem', 'the first');

  await expect(maker.write('~/signing.pem', 'another')).rejects.toMatchObject({
    code: 'cannot-write',
    message: '~/signing.pem is there already, and stays as it is',
  });
  expect(await readFile(join(home, 'signing.pem'), 'utf8')).toBe('the first');
  expect(await readdir(home)).toEqual(['signing.pem']);
});
