import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScript } from '../../../support/machines/run-script.ts';

test('k3s finds the password of the node, and nobody else does', async () => {
  const script = await makeScript('k3s-password', {});
  const directory = join(script.directory, 'node');
  const env = { K3S_PASSWORD_DIRECTORY: directory, K3S_NODE_PASSWORD: 'a $b \\ "c"' };
  expect(await script.run(env)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  expect(await readFile(join(directory, 'password'), 'utf8')).toBe('a $b \\ "c"\n');
  expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test('k3s looks for it in the directory that it is written to', async () => {
  // Nothing of this machine is written to: its directory cannot be made.
  const script = await makeScript('k3s-password', { mkdir: 'record "$@"; exit 1' });
  expect(await script.run({ K3S_NODE_PASSWORD: 'x' })).toMatchObject({ exitCode: 1 });
  // https://docs.k3s.io/architecture#how-agent-node-registration-works
  expect(await script.recorded()).toBe('-p /etc/rancher/node\n');
});

test('without a password k3s does not start', async () => {
  const script = await makeScript('k3s-password', {});
  const env = { K3S_PASSWORD_DIRECTORY: script.directory };
  expect(await script.run(env)).toMatchObject({ exitCode: 1 });
});
