import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTracer } from '../../../src/adapters/mtr.ts';

// What becomes of an mtr that does not do it; ping.test.ts has a real one.
let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-mtr-'));
});
afterEach(() => rm(dir, { recursive: true }));

const host = {
  ...{ name: 'a', role: 'worker', isController: false, hostname: null, reset: false },
  ...{ dataDir: '/var/lib/k0s', program: '/usr/local/bin/k0s' },
  transport: { type: 'localhost' },
} as const;
const target = {
  ...{ host, address: '10.0.0.1', port: 22 },
  expects: 'greeting',
  way: { type: 'direct' },
} as const;
const trace = () =>
  createTracer({ PATH: dir }).trace(
    target,
    { address: '10.0.0.1', count: 3 },
    new AbortController().signal,
  );
const writeMtr = (script: string) =>
  writeFile(join(dir, 'mtr'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

test('an mtr that is not there is none', async () => {
  expect(await trace()).toEqual({ type: 'missing' });
});

test('it is asked for the port and the number of attempts, and told as it is', async () => {
  await writeMtr('printf "%s\\n" "$*"');
  expect(await trace()).toEqual({
    type: 'told',
    text: '--report --report-wide --no-dns -c 3 --tcp --port 22 -- 10.0.0.1\n',
  });
});

test.each([
  ['echo "mtr: Failure to start mtr-packet" >&2; exit 1', 'mtr: Failure to start mtr-packet'],
  ['echo half; exit 1', 'it ended without a word'],
])('one that fails gives a reason, and no report: %s', async (script, reason) => {
  await writeMtr(script);
  expect(await trace()).toEqual({ type: 'failed', reason });
});
