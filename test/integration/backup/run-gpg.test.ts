import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runGpg } from '../../../src/adapters/vaults/run-gpg.ts';

const { signal } = new AbortController();

test('a gpg that waits for ever, as for a passphrase that nobody is asked for, is ended and told', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-gpg-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'gpg'), '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
  const env = { PATH: `${dir}:/usr/bin:/bin` };

  await expect(runGpg({ args: [], longestMilliseconds: 300 }, env, signal)).rejects.toMatchObject({
    code: 'gpg-late',
    message: 'gpg has not ended within 0.3 s',
  });
});

test('without gpg, that is told', async () => {
  await expect(runGpg({ args: [] }, { PATH: '/nowhere' }, signal)).rejects.toMatchObject({
    code: 'gpg-missing',
  });
});
