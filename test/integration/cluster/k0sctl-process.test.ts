import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createK0sctl } from '../../../src/adapters/k0sctl.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

const HOSTGROUP = `{ network.modules = [ {
  kubernixos.cluster = {
    name = "shop";
    k0s.version = "v1.34.1+k0s.0";
    api.externalAddress = "k.example.com";
    hosts.a = {
      role = "controller";
      address = "10.0.0.1";
      ssh = { };
      hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
    };
  };
} ]; }`;

/** A k0sctl that writes down its environment, takes keys on the way, and prints a kubeconfig. */
const PROGRAM = `#!/bin/sh
cat >/dev/null
env >"$0-given"
cat "$0-keys" >>"$SSH_KNOWN_HOSTS"
printf 'apiVersion: v1\\nkind: Config\\nclusters:\\n- name: a\\n  cluster: { server: "https://k.example.com:6443" }\\n'
`;

async function desk() {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-k0sctl-process-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, 'tmp'));
  await writeFile(join(dir, 'prod.nix'), HOSTGROUP);
  await writeFile(join(dir, 'k0sctl'), PROGRAM, { mode: 0o755 });
  await writeFile(join(dir, 'k0sctl-keys'), '');
  return {
    dir,
    run: (variables: Readonly<Record<string, string>> = {}) =>
      runProgram(process.execPath, [builtTool, './prod.nix', 'cluster', 'kubeconfig'], {
        cwd: dir,
        env: { NIX_PATH: 'x=/x', HOME: dir, K0SCTL: './k0sctl', TMPDIR: 'tmp', ...variables },
      }),
  };
}

test('a relative TMPDIR leaves k0sctl its directories and the declared host keys', async () => {
  const { dir, run } = await desk();
  expect(await run()).toMatchObject({ exitCode: 0 });
  const given = (await readFile(join(dir, 'k0sctl-given'), 'utf8')).split('\n');
  for (const name of ['HOME', 'XDG_CACHE_HOME', 'SSH_KNOWN_HOSTS'])
    expect(given).toContainEqual(expect.stringMatching(`^${name}=${dir}/tmp/kubernixos-k0sctl-`));
  expect(given).toContain(`TMPDIR=${dir}/tmp`);
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

test('a key that k0sctl has taken on the way is an error', async () => {
  const { dir, run } = await desk();
  await writeFile(join(dir, 'k0sctl-keys'), '10.0.0.1 ssh-ed25519 AAAAanother\n');
  const { exitCode, stdout, stderr } = await run();
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('keys that are not declared');
});

test.each([
  ['a file', (dir: string) => join(dir, 'prod.nix')],
  ['a place that takes no new names', () => '/proc/nobody'],
])('a home that is %s is no hindrance', async (_what, home) => {
  const { dir, run } = await desk();
  const { exitCode, stderr } = await run({ HOME: home(dir) });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

test('a TMPDIR that is not there is told, and k0sctl is not started', async () => {
  const { dir, run } = await desk();
  const { exitCode, stderr } = await run({ TMPDIR: '/nowhere' });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('no private directory can be made in /nowhere: ENOENT');
  expect(await readdir(dir)).not.toContain('k0sctl-given');
});

test('who is stopped before k0sctl runs does not start it', async () => {
  const { dir } = await desk();
  const k0sctl = createK0sctl({ PATH: process.env['PATH'], HOME: dir, K0SCTL: './k0sctl' }, dir);
  const stop = new AbortController();
  const action = {
    args: ['reset', '--force'],
    config: '{}',
    knownHosts: '10.0.0.1 ssh-ed25519 AAAA',
    timeout: null,
    onLine: () => undefined,
    onStart: () => undefined,
  };
  const run = k0sctl.run(action, stop.signal);
  stop.abort(new Error('interrupted'));
  await expect(run).rejects.toThrow('interrupted');
  expect(await readdir(dir)).not.toContain('k0sctl-given');
});
