import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
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
        { name: 'other2', role: 'worker', hasK0s: true },
        { name: 'bare1' },
      ],
    });
    // Two clusters, without a k0sctl.
    for (const name of ['ctrl1', 'other1']) await startController(name);
    await joinWorker('other2', 'other1');
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
  const must = async (name: string, script: string) => {
    const { exitCode, stdout, stderr } = await lab.run(name, script);
    if (exitCode !== 0) throw new Error(`${name}: ${script}: ${stderr}`);
    return stdout.trim();
  };
  const startService = (name: string, unit: string) =>
    must(
      name,
      `systemctl start ${unit} &&
       tries=300 && until k0s status; do [ $((tries -= 1)) -gt 0 ] || exit 1; sleep 0.1; done`,
    );
  const joinWorker = async (name: string, controller: string) => {
    const token = await must(controller, 'k0s token create --role worker');
    await must(
      name,
      `mkdir -p /etc/k0s && echo '${token}' >/etc/k0s/k0stoken &&
       k0s install worker --data-dir=/var/lib/k0s --token-file=/etc/k0s/k0stoken`,
    );
    await startService(name, 'k0sworker');
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

  test('a worker of another cluster is not removed along with this one', async () => {
    const { run, dir } = await tool(['ctrl1', 'other2']);
    const { exitCode, stderr } = await run(...uninstall);
    const { exitCode: alive } = await lab.run(
      'other2',
      'k0s status && ls /var/lib/k0s/kubelet.conf',
    );

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /hosts of another cluster would lose all:\n- other2 is of another cluster: its CA is [0-9a-f]{16}, /,
    );
    expect(stderr).toContain('Leave them out (--skip-host=NAME), and mend their addresses.');
    expect(await readdir(dir)).not.toContain('auditlog');
    expect([alive, await isRunning('ctrl1')]).toEqual([0, true]);
  });

  test('nor is one that only the nodes of this cluster tell apart', async () => {
    await must('other2', 'mv /var/lib/k0s/kubelet.conf /root/');
    onTestFinished(async () => {
      await must('other2', 'mv /root/kubelet.conf /var/lib/k0s/');
    });
    const { run } = await tool(['ctrl1', 'other2']);
    const { exitCode, stderr } = await run(...uninstall);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('- other2 runs k0s of another cluster: other2 is no node of it\n');
    expect((await lab.run('other2', 'k0s status')).exitCode).toBe(0);
  });

  test('where nothing tells whose a worker is, the question says so', async () => {
    await must('other2', 'mv /var/lib/k0s/kubelet.conf /root/');
    await must('ctrl1', 'systemctl stop k0scontroller');
    onTestFinished(async () => {
      await must('other2', 'mv /root/kubelet.conf /var/lib/k0s/');
      await startService('ctrl1', 'k0scontroller');
    });
    const { type } = await tool(['ctrl1', 'other2']);
    const { exitCode, screen } = await type('no', 'cluster', 'uninstall');

    expect(exitCode).toBe(1);
    expect(screen).toContain(
      '! other2: nothing shows that its k0s is of this cluster: no controller tells its nodes',
    );
    expect((await lab.run('other2', 'k0s status')).exitCode).toBe(0);
  });

  test('a host whose data are elsewhere than declared keeps them', async () => {
    const { run, dir } = await tool(['ctrl1', 'work1'], 'hosts.ctrl1.dataDir = "/data/k0s";');
    const { exitCode, stderr } = await run(...uninstall);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      '- ctrl1: k0s has its data in /var/lib/k0s, and /data/k0s is declared. Declare where they are: ',
    );
    expect(await readdir(dir)).not.toContain('auditlog');
    expect(await isRunning('ctrl1')).toBe(true);
  });

  test('data of a control plane that has no service are not installed over', async () => {
    await must('bare1', 'mkdir -p /var/lib/k0s/pki && echo key >/var/lib/k0s/pki/ca.key');
    const { run, dir } = await tool(['bare1']);
    const { exitCode, stderr } = await run('cluster', 'install');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('- bare1 has data in /var/lib/k0s, and no service of k0s:');
    expect(await readdir(dir)).not.toContain('auditlog');
    expect(await must('bare1', 'cat /var/lib/k0s/pki/ca.key')).toBe('key');
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
