import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const entry = resolve(import.meta.dirname, '../../../image/entry.sh');

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-entry-'));
  // Says what it is called with, and ends in a way that can be told.
  await writeFile(join(dir, 'kubernixos'), '#!/bin/sh\nprintf "[%s]" "$@"\nexit 7\n');
  await chmod(join(dir, 'kubernixos'), 0o755);
});
afterAll(() => rm(dir, { recursive: true }));

const start = (command: string | undefined, ...args: readonly string[]) =>
  execa(entry, args, {
    env: {
      PATH: `${dir}:/usr/bin:/bin`,
      ...(command === undefined ? {} : { K0SCTL_CMD_NAME: command }),
    },
    extendEnv: false,
    reject: false,
  });

test.each([
  [undefined, '[--version]'],
  ['', '[--version]'],
  ['version', '[--version]'],
  ['ping', '[cluster][ping]'],
  ['init', '[cluster][init]'],
  ['install', '[cluster][install]'],
  ['backup', '[cluster][backup]'],
  ['restore', '[cluster][restore]'],
  ['drill', '[cluster][drill]'],
  ['status', '[cluster][status]'],
  ['uninstall', '[cluster][uninstall]'],
])('K0SCTL_CMD_NAME=%s calls kubernixos %s, and ends as it does', async (command, words) => {
  expect(await start(command)).toMatchObject({ stdout: words, exitCode: 7 });
});

test('words go to kubernixos as they are, whatever the variable says', async () => {
  const result = await start('uninstall', './a b.nix', 'cluster', '*');
  expect(result).toMatchObject({ stdout: '[./a b.nix][cluster][*]', exitCode: 7 });
});

test.each(['reset', 'kubeconfig', 'ping; true'])('%j is no verb', async (command) => {
  const { exitCode, stderr, stdout } = await start(command);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(`K0SCTL_CMD_NAME is ${command}, which is no verb`);
});
