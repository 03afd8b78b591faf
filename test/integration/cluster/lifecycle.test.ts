import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1' },
        { name: 'ctrl2' },
        { name: 'jump', role: 'bastion' },
        { name: 'work1', role: 'worker', behind: 'jump' },
      ],
    });
  });

  afterAll(() => lab.stop());

  const hosts = () =>
    [
      describeLabHost(lab, 'ctrl1'),
      describeLabHost(lab, 'ctrl2'),
      describeLabHost(lab, 'work1', { role: 'worker' }),
      ...['ctrl1', 'ctrl2', 'work1'].map((name) => `hosts.${name}.binary = "${lab.k0sPath}";`),
    ].join(' ');
  const tool = (more = '', env: Readonly<Record<string, string>> = {}) =>
    labTool(lab, `timeout = "2m"; ${hosts()}`, { more: [more], variables: { K0SCTL, ...env } });
  const files = async (name: string) =>
    (
      await lab.run(
        name,
        'ls -A /usr/local/bin /etc/k0s /var/lib/k0s /tmp 2>&1; cat /etc/environment',
      )
    ).stdout;

  /** That of k0s, which is another one after a restart. */
  const pidOf = async (name: string) =>
    /"Pid":(\d+)/.exec((await lab.run(name, 'k0s status -o json')).stdout)?.[1];

  test('a dry run tells what would be installed, and writes nothing to any host', async () => {
    const before = await Promise.all(['ctrl1', 'work1'].map(files));
    const { run, dir } = await tool();
    const { exitCode, stdout } = await run('cluster', 'install', '--dry-run');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('+ ctrl1  install k0s v1.33.4+k0s.0 as controller');
    expect(stdout).toContain('+ work1  install k0s v1.33.4+k0s.0 as worker');
    expect(await Promise.all(['ctrl1', 'work1'].map(files))).toEqual(before);
    expect(await readdir(dir)).not.toContain('auditlog');
  });

  test('installs k0s on all hosts, waits until they are ready, and keeps a log', async () => {
    const { run, dir } = await tool('', { DRY_RUN: 'true', DEBUG: 'banana', TRACE: 'true' });
    const { exitCode, stdout, stderr } = await run('cluster', 'install');

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain('+ ctrl2  install k0s');
    expect(stderr).toContain('k0sctl: Initialize the k0s cluster');
    expect(stderr).toContain('shop: every host is as declared');
    const [log = '', ...others] = await readdir(join(dir, 'auditlog'));
    expect(log).toMatch(/^2.*Z-install\.log$/);
    expect(others).toEqual([]);
    expect((await stat(join(dir, 'auditlog', log))).mode & 0o777).toBe(0o600);
    const text = await readFile(join(dir, 'auditlog', log), 'utf8');
    expect(text).toContain('==> Running phase: Install workers');
    expect(text).toContain('the configuration is left out');
    expect(text).not.toMatch(/kind: Cluster\b/);
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('what is installed stays', async () => {
    const pids = () => Promise.all(['ctrl1', 'ctrl2', 'work1'].map(pidOf));
    const before = await pids();
    const { run } = await tool();
    const { exitCode, stdout } = await run('cluster', 'install');

    expect(exitCode).toBe(0);
    expect(before.join(' ')).toMatch(/^\d+ \d+ \d+$/);
    expect(await pids()).toEqual(before);
    expect(stdout).toContain('  ctrl1  runs k0s v1.33.4+k0s.0 as controller');
    expect(stdout).not.toMatch(/[+~-] (?:ctrl|work)/);
  });

  test('a kubeconfig names our server, and only its owner may read it', async () => {
    const { run, dir } = await tool('api.externalAddress = "shop.example.com";');
    const printed = await run('cluster', 'kubeconfig');
    const written = await run('cluster', 'kubeconfig', '--out', 'config');

    expect(printed).toMatchObject({ exitCode: 0 });
    expect(printed.stdout).toContain('server: https://shop.example.com:6443');
    expect(written).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await readFile(join(dir, 'config'), 'utf8')).toBe(printed.stdout);
    expect((await stat(join(dir, 'config'))).mode & 0o777).toBe(0o600);
  });

  test('the variables of concourse-k0sctl hold the key, and where the log stays', async () => {
    const keyed = hosts().replaceAll(`ssh.keyPath = "${lab.keyPath}";`, 'ssh = { };');
    const variables = {
      K0SCTL,
      K0SCTL_SSH_KEY: (await readFile(lab.keyPath, 'utf8')).trimEnd(),
      K0SCTL_SSH_TYPE: 'id_of_the_fleet',
      K0SCTL_DIR_LOG: 'logs',
      K0SCTL_SUFFIX_LOG: 'txt',
    };
    const { run, dir } = await labTool(lab, `timeout = "2m"; ${keyed}`, { variables });
    const { exitCode, stderr } = await run('cluster', 'install');

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await readdir(join(dir, 'logs'))).toEqual([expect.stringMatching(/-install\.txt$/)]);
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('another role, and an older version, are refused before anything is done', async () => {
    const calls = (await lab.calls('ctrl2')).length;
    const role = await (
      await tool('hosts.ctrl2.role = lib.mkForce "worker";')
    ).run('cluster', 'install');
    const older = await (
      await tool('k0s.version = lib.mkForce "v1.32.0+k0s.0";')
    ).run('cluster', 'install');

    expect(role).toMatchObject({ exitCode: 1 });
    expect(role.stderr).toContain('ctrl2 is installed as controller, and declared as worker');
    expect(older).toMatchObject({ exitCode: 1 });
    expect(older.stderr).toContain('ctrl1 runs k0s v1.33.4+k0s.0, and v1.32.0+k0s.0 is declared');
    for (const { stderr } of [role, older]) expect(stderr).toContain('Nothing was changed.');
    expect((await lab.calls('ctrl2')).slice(calls).join('\n')).not.toMatch(
      /install|stop|start|reset|token/,
    );
  });

  test('nothing is removed without the name of the cluster', async () => {
    const { run } = await tool();
    const results = [
      await run('cluster', 'uninstall'),
      await run('cluster', 'uninstall', '--yes'),
      await run('cluster', 'uninstall', '--yes', '--cluster=other'),
    ];

    expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
    expect(results[1]?.stderr).toContain('Write --yes --cluster=shop');
    expect(results[2]?.stderr).toContain('describes the cluster shop, and --cluster names "other"');
    expect(results[0]?.stderr).toContain('Write --yes --cluster=shop');
    expect(await files('ctrl1')).toContain('etcd');
    expect(await pidOf('ctrl1')).toMatch(/^\d+$/);
  });

  test('a host that k0s cannot be removed from is named, though k0sctl says that all is well', async () => {
    await lab.setKnob('ctrl2', 'reset-fails');
    const { run } = await tool();
    const { exitCode, stderr } = await run('cluster', 'uninstall', '--yes', '--cluster=shop');
    await lab.clearKnob('ctrl2', 'reset-fails');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('ctrl2 is not clean: data in /var/lib/k0s, the service k0scontroller');
    expect(stderr).toContain('ctrl1: removed');
    expect(stderr).toContain('work1: removed');
    for (const name of ['ctrl1', 'work1'])
      expect((await lab.run(name, 'ls -d /var/lib/k0s /usr/local/bin/k0s')).stdout).toBe('');
  });
});
