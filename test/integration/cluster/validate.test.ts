import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

/** A hostgroup with a controller and a worker with Windows, and with something else. */
const hostgroup = (dir: string, more: string) => `{
  network.modules = [
    ({ lib, ... }: {
      kubernixos.cluster = {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.a = { role = "controller"; address = "10.0.0.1"; ssh.keyPath = "~/key"; };
        hosts.b = { role = "worker"; address = "10.0.0.2"; winRM.passwordVariable = "WINDOWS_PASSWORD"; };
        hosts.c = { role = "worker"; address = "10.0.0.3"; ssh = { };
          files = [ { src = "${dir}/files/*.toml"; dstDir = "/etc"; } ]; };
      };
    })
    ({ lib, ... }: { ${more} })
  ];
}`;

async function makeFleet(more = '') {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-validate-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'prod.nix'), hostgroup(dir, more));
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    runProgram(process.execPath, [builtTool, './prod.nix', ...args], {
      cwd: dir,
      env: { HOME: dir, NIX_PATH: 'x=/x', WINDOWS_PASSWORD: undefined, ...env },
    });
  return { dir, run };
}

test('names everything that is missing on this machine', async () => {
  const { dir, run } = await makeFleet();
  const { exitCode, stdout, stderr } = await run(['cluster', 'validate']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('3 things are missing on this machine:');
  expect(stderr).toContain('- kubernixos.cluster.hosts.a.ssh.keyPath: there is no ~/key');
  expect(stderr).toContain(`- kubernixos.cluster.hosts.c.files[0].src: there is no ${dir}/files/`);
  expect(stderr).toContain(
    '- kubernixos.cluster.hosts.b.winRM: the variable WINDOWS_PASSWORD is not set',
  );
});

test('says what the cluster is where nothing is missing', async () => {
  const { dir, run } = await makeFleet(
    `kubernixos.cluster.hosts.c.files = lib.mkForce [ { src = "/"; dstDir = "/etc"; } ];`,
  );
  await writeFile(join(dir, 'key'), 'not shown', { mode: 0o600 });
  const result = await run(['cluster', 'validate'], { WINDOWS_PASSWORD: 'hunter2' });
  expect(result).toMatchObject({
    exitCode: 0,
    stdout: 'cluster shop: 1 controller, 2 workers, k0s v1.34.1+k0s.0\n',
  });
  expect(result.stderr).not.toMatch(/hunter2|not shown/);
});

test('warns where there is no k0sctl, which another machine may have', async () => {
  const { dir, run } = await makeFleet(
    'kubernixos.cluster.hosts = lib.mkForce { a = { role = "single"; localhost = true; }; };',
  );
  await writeFile(join(dir, 'k0sctl'), '#!/bin/sh\n', { mode: 0o755 });
  const missing = await run(['cluster', 'validate'], { K0SCTL: './missing' });
  const found = await run(['cluster', 'validate'], { K0SCTL: './k0sctl' });
  expect([missing.exitCode, found.exitCode]).toEqual([0, 0]);
  expect(missing.stderr).toContain(
    'k0sctl is not to be found here: there is no program ./missing.',
  );
  expect(found.stderr).not.toContain('is not to be found');
});

test('refuses a key that others may read', async () => {
  const { dir, run } = await makeFleet();
  await writeFile(join(dir, 'key'), '');
  await chmod(join(dir, 'key'), 0o644);
  const { exitCode, stderr } = await run(['cluster', 'validate']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('~/key holds a secret, and others may read it (mode 0644)');
});

test.each([['cluster', 'config'], ['cluster', 'validate'], ['dump'], []])(
  'a description that is wrong stops %s %s, with all that is wrong',
  async (...args) => {
    const { run } = await makeFleet(`
      kubernixos.cluster.hosts.c.role = lib.mkForce "controller+worker";
      kubernixos.cluster.hosts.a.role = lib.mkForce "worker";
      kubernixos.cluster.hosts.a.noTaints = true;
      kubernixos.cluster.hosts.b.os = "windows";
      kubernixos.cluster.k0s.version = lib.mkForce "v1.30.0+k0s.0";
    `);
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error: 2 errors:');
    expect(stderr).toContain('- kubernixos.cluster.hosts.a.noTaints is for hosts');
    expect(stderr).toContain('- kubernixos.cluster.hosts.b is a host with Windows');
  },
);

test('a slip in an option is told with its place', async () => {
  const { run } = await makeFleet('kubernixos.cluster.hosts.a.rolle = "x";');
  const { exitCode, stderr } = await run(['cluster', 'config']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('kubernixos.cluster.hosts.a.rolle');
  expect(stderr).toContain('prod.nix');
});

test('a misspelt name beside the cluster is told too', async () => {
  const { run } = await makeFleet('kubernixos.manifets.a = { };');
  const { exitCode, stderr } = await run(['cluster', 'config']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('kubernixos.manifets');
});

test('assertions of modules hold for a cluster as well', async () => {
  const { run } = await makeFleet(
    'kubernixos.assertions = [ { assertion = false; message = "Not on Fridays."; } ];',
  );
  const { exitCode, stderr } = await run(['cluster', 'config']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Not on Fridays.');
});

test('manifests that are unfit do not keep anyone from a cluster', async () => {
  const { run } = await makeFleet('kubernixos.manifests.a = { };');
  expect(await run(['cluster', 'config'])).toMatchObject({ exitCode: 0 });
  expect(await run(['dump'])).toMatchObject({ exitCode: 1 });
});

test('a hostgroup without a cluster has none to look after', async () => {
  const { run } = await makeFleet('kubernixos.cluster = lib.mkForce null;');
  const { exitCode, stderr } = await run(['cluster', 'validate']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the hostgroup describes no cluster: kubernixos.cluster is not set');
});
