import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

// Which hosts lose k0s, and which do not.
describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1', hasK0s: true },
        { name: 'work1', role: 'worker' },
        { name: 'other1', hasK0s: true },
      ],
    });
    // Two clusters, without a k0sctl.
    for (const name of ['ctrl1', 'other1']) await startController(name);
  });

  afterAll(() => lab.stop());

  const startController = async (name: string) => {
    const { exitCode, stderr } = await lab.run(
      name,
      `k0s install controller --config=/etc/k0s/k0s.yaml --data-dir=/var/lib/k0s &&
       mkdir -p /etc/k0s && k0s config create >/etc/k0s/k0s.yaml && systemctl start k0scontroller &&
       tries=300 && until k0s status; do [ $((tries -= 1)) -gt 0 ] || exit 1; sleep 0.1; done`,
    );
    if (exitCode !== 0) throw new Error(`${name}: ${stderr}`);
  };
  const tool = (names: readonly string[], ...more: readonly string[]) => {
    const hosts = names.map((name) =>
      describeLabHost(lab, name, { role: lab.host(name).role }).concat(
        `hosts.${name}.binary = "${lab.k0sPath}";`,
      ),
    );
    return labTool(lab, `timeout = "2m"; ${hosts.join(' ')}`, { more, variables: { K0SCTL } });
  };
  const uninstall = ['cluster', 'uninstall', '--yes', '--cluster=shop'];
  const isRunning = async (name: string) =>
    (await lab.run(name, 'k0s status')).exitCode === 0 &&
    (await lab.run(name, 'systemctl is-active k0scontroller')).stdout === 'active\n';

  test('a host that nobody knows cannot be skipped', async () => {
    const { run, dir } = await tool(['ctrl1', 'work1']);
    const { exitCode, stderr } = await run(...uninstall, '--skip-host=work2');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('--skip-host: shop has no host "work2"');
    expect(stderr).toContain('Its hosts are ctrl1, work1. Nothing was changed.');
    expect(await readdir(dir)).not.toContain('auditlog');
  });

  test('nor can all controllers', async () => {
    const { run, dir } = await tool(['ctrl1', 'work1']);
    const { exitCode, stderr } = await run(...uninstall, '--skip-host=ctrl1');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('every controller is skipped, and k0sctl needs one');
    expect(await readdir(dir)).not.toContain('auditlog');
    expect(await isRunning('ctrl1')).toBe(true);
  });

  test.each([
    ['to stay', ''],
    ['to be reset', 'hosts.other1.reset = true;'],
  ])(
    'a host of another cluster is not removed along with this one where it is declared %s',
    async (_how, more) => {
      const { run, dir } = await tool(['ctrl1', 'other1'], more);
      const { exitCode, stderr } = await run(...uninstall);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /the controllers are of different clusters: ctrl1 \([0-9a-f-]{36}\), other1 \([0-9a-f-]{36}\)/,
      );
      expect(stderr).toContain('Nothing was changed.');
      expect(await readdir(dir)).not.toContain('auditlog');
      expect([await isRunning('ctrl1'), await isRunning('other1')]).toEqual([true, true]);
    },
  );

  test('nor is it made a part of this one', async () => {
    const { run, dir } = await tool(['ctrl1', 'other1']);
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('the controllers are of different clusters: ctrl1 (');
    expect(await readdir(dir)).not.toContain('auditlog');
  });

  test('where it is to be reset, the question names its cluster', async () => {
    const { type } = await tool(['ctrl1', 'other1'], 'hosts.other1.reset = true;');
    const { exitCode, screen } = await type('no', 'cluster', 'install');
    const uid = await lab.run('other1', 'k0s kubectl get -n kube-system namespace kube-system');

    expect(exitCode).toBe(1);
    expect(screen).toContain(
      `- other1 (10.77.0.13): /var/lib/k0s, controller v1.33.4+k0s.0, cluster ${uid.stdout}`,
    );
    expect(await isRunning('other1')).toBe(true);
  });

  test('a host that is skipped keeps k0s, and the exit code tells so', async () => {
    const { run } = await tool(['ctrl1', 'other1', 'work1']);
    const { exitCode, stderr } = await run(...uninstall, '--skip-host=other1');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('k0s is removed from 2 hosts, with all its data:');
    expect(stderr).toContain('ctrl1: removed');
    expect(stderr).toContain('work1: removed');
    expect(stderr).toContain('other1: skipped; k0s stays on it');
    expect((await lab.run('ctrl1', 'ls -A /var/lib/k0s 2>/dev/null')).stdout).toBe('');
    expect(await isRunning('other1')).toBe(true);
  });
});
