import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createK0sctl } from '../../../src/adapters/k0sctl.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

const hostgroupIn = (dir: string) => `{ network.modules = [ {
  kubernixos.cluster = {
    name = "shop";
    k0s.version = "v1.34.1+k0s.0";
    k0s.secrets = [
      { path = [ "spec" "storage" "kine" "dataSource" ]; valueVariable = "DATABASE"; }
      { path = [ "spec" "extensions" "helm" "password" ]; valueFile = "${dir}/charts"; }
    ];
    api.externalAddress = "k.example.com";
    hosts.a = {
      role = "controller";
      address = "10.0.0.1";
      ssh = { };
      hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
    };
  };
} ]; }`;

const DATABASE = 'postgres://k0s:battery$staple@db.example.com/k0s';
const CHARTS = 'correct-horse';

/** A k0sctl that writes down what it gets, takes keys on the way, and prints a kubeconfig. */
const PROGRAM = `#!/bin/sh
cat >"$0-heard"
{ printf '%s\\n' "$@"; env; } >"$0-given"
cat "$0-keys" >>"$SSH_KNOWN_HOSTS"
printf 'apiVersion: v1\\nkind: Config\\nclusters:\\n- name: a\\n  cluster: { server: "https://k.example.com:6443" }\\n'
`;

async function desk() {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-k0sctl-desk-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, 'tmp'));
  await writeFile(join(dir, 'prod.nix'), hostgroupIn(dir));
  await writeFile(join(dir, 'k0sctl'), PROGRAM, { mode: 0o755 });
  await writeFile(join(dir, 'k0sctl-keys'), '');
  await writeFile(join(dir, 'charts'), `${CHARTS}\n`, { mode: 0o600 });
  const env = { NIX_PATH: 'x=/x', HOME: dir, K0SCTL: './k0sctl', TMPDIR: 'tmp', DATABASE };
  return {
    dir,
    run: (variables: Readonly<Record<string, string>> = {}, verb = 'kubeconfig') =>
      runProgram(process.execPath, [builtTool, './prod.nix', 'cluster', verb], {
        cwd: dir,
        env: { ...env, ...variables },
      }),
  };
}

test('secret settings of k0s reach the input of k0sctl, and nothing else', async () => {
  const { dir, run } = await desk();
  const { exitCode, stdout, stderr } = await run();
  const printed = await run({}, 'config');

  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(printed.exitCode).toBe(0);
  expect(JSON.parse(printed.stdout)).toMatchObject({
    spec: { k0s: { config: { spec: { storage: { kine: { dataSource: '${DATABASE}' } } } } } },
  });
  const [heard, given] = await Promise.all(
    ['k0sctl-heard', 'k0sctl-given'].map((name) => readFile(join(dir, name), 'utf8')),
  );
  expect(heard).toContain(`"dataSource": "${DATABASE.replaceAll('$', String.raw`\u0024`)}"`);
  expect(heard).toContain(`"password": "${CHARTS}"`);
  for (const text of [given, stdout, stderr, printed.stdout, printed.stderr])
    for (const secret of [DATABASE, CHARTS]) expect(text).not.toContain(secret);
});

test('a secret setting of k0s that is not there is told, and k0sctl is not started', async () => {
  const { dir, run } = await desk();
  const { exitCode, stderr } = await run({ DATABASE: '' });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('kubernixos.cluster.k0s.secrets[0]');
  expect(stderr).toContain('DATABASE');
  expect(await readdir(dir)).not.toContain('k0sctl-given');
});

test('a relative TMPDIR leaves k0sctl its directories and the declared host keys', async () => {
  const { dir, run } = await desk();
  expect(await run()).toMatchObject({ exitCode: 0 });
  const given = (await readFile(join(dir, 'k0sctl-given'), 'utf8')).split('\n');
  for (const name of ['HOME', 'XDG_CACHE_HOME', 'SSH_KNOWN_HOSTS'])
    expect(given).toContainEqual(expect.stringMatching(`^${name}=${dir}/tmp/kubernixos-k0sctl-`));
  expect(given).toContain(`TMPDIR=${dir}/tmp`);
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

test('a key that k0sctl has taken on the way is an error, with such a TMPDIR too', async () => {
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
