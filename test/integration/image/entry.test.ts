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
  startWith({}, command, ...args);

const startWith = (
  variables: Readonly<Record<string, string>>,
  command: string | undefined,
  ...args: readonly string[]
) =>
  execa(entry, args, {
    env: {
      PATH: `${dir}:/usr/bin:/bin`,
      ...variables,
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
  ['drill', '[cluster][drill]'],
  ['status', '[cluster][status]'],
])('K0SCTL_CMD_NAME=%s calls kubernixos %s, and ends as it does', async (command, words) => {
  expect(await start(command)).toMatchObject({ stdout: words, exitCode: 7 });
});

test.each(['restore', 'uninstall'])('%s needs the name of the cluster', async (command) => {
  const named = await startWith({ K0SCTL_CLUSTER: 'a shop' }, command);
  expect(named).toMatchObject({
    stdout: `[cluster][${command}][--yes][--cluster=a shop]`,
    exitCode: 7,
  });
  for (const unnamed of [await start(command), await startWith({ K0SCTL_CLUSTER: '' }, command)]) {
    expect(unnamed).toMatchObject({ stdout: '', exitCode: 1 });
    expect(unnamed.stderr).toContain(`K0SCTL_CMD_NAME is ${command}, and nobody has agreed to it`);
    expect(unnamed.stderr).toContain('Set K0SCTL_CLUSTER to the name of the cluster.');
  }
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
