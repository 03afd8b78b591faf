import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

describe.skipIf(!canStartLab).each(k0sctlPrograms)(
  'with %s',
  { timeout: 120_000 },
  (_name, K0SCTL) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab({
        hosts: [{ name: 'ctrl1' }, { name: 'ctrl2' }, { name: 'work1', role: 'worker' }],
      });
    });

    afterAll(() => lab.stop());

    /** The whole cluster, of which these hosts are to be reset. */
    const tool = (...resets: readonly string[]) => {
      const hosts = ['ctrl1', 'ctrl2', 'work1'].map(
        (name) =>
          `${describeLabHost(lab, name, { role: lab.host(name).role })} hosts.${name} = {
           binary = "${lab.k0sPath}"; privateAddress = "${lab.host(name).ipv4}";
         };`,
      );
      const more = resets.map((name) => `hosts.${name}.reset = true;`);
      return labTool(lab, `timeout = "2m"; ${hosts.join(' ')}`, { more, variables: { K0SCTL } });
    };
    const left = async (name: string) =>
      (
        await lab.run(
          name,
          'ls -d /var/lib/k0s /usr/local/bin/k0s /etc/systemd/system/* 2>/dev/null',
        )
      ).stdout;
    const seenFrom = async (name: string) =>
      (await lab.run(name, 'k0s etcd member-list; k0s kubectl get nodes')).stdout;
    const changesOn = async (name: string, since: number) =>
      (await lab.calls(name)).slice(since).filter((call) => /reset|stop|leave/.test(call));

    test('there is a cluster', async () => {
      expect(await (await tool()).run('cluster', 'install')).toMatchObject({ exitCode: 0 });
    });

    test('a host that is to be reset is told before, with what it holds', async () => {
      const { run } = await tool('ctrl2', 'work1');
      const planned = await run('cluster', 'install', '--dry-run');
      const looked = await run('cluster', 'status');

      expect(planned).toMatchObject({ exitCode: 0 });
      expect(planned.stdout).toContain('- ctrl2  remove k0s and its data (/var/lib/k0s)');
      expect(planned.stdout).toContain('- work1  remove k0s and its data (/var/lib/k0s)');
      expect(planned.stdout).toContain('  ctrl1  runs k0s v1.33.4+k0s.0 as controller');
      expect(looked).toMatchObject({ exitCode: 1 });
      expect(looked.stdout).toContain('2 things are not as declared:');
      expect(looked.stdout).toMatch(
        /^- work1 is to be reset, and still has data in \/var\/lib\/k0s, the service k0sworker\. Run: kubernixos cluster install$/m,
      );
    });

    test('nothing is removed without the name of the cluster', async () => {
      const { run, type, dir } = await tool('work1');
      const silent = await run('cluster', 'install');
      const wrong = await type('store', 'cluster', 'install');

      expect(silent).toMatchObject({ exitCode: 1 });
      expect(silent.stderr).toContain('Write --yes --cluster=shop');
      expect(wrong.exitCode).toBe(1);
      expect(wrong.screen).toContain('That is not its name. Nothing was changed.');
      expect(await readdir(dir)).not.toContain('auditlog');
      expect(await left('work1')).toContain('k0sworker.service');
    });

    test('a reset that failed fails the installation at once, though k0sctl says that all is well', async () => {
      const before = await lab.calls('ctrl2');
      await lab.setKnob('work1', 'reset-fails');
      const { run } = await tool('work1');
      const { exitCode, stderr } = await run('cluster', 'install', '--yes', '--cluster=shop');
      const looked = await run('cluster', 'status');
      await lab.clearKnob('work1', 'reset-fails');

      const advice =
        '/usr/local/bin/k0s is gone, without which k0sctl removes nothing: put it there again, and run there: k0s reset --data-dir=/var/lib/k0s\n';
      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        'k0s is removed from 1 host, with all its data:\n  - work1 (10.77.0.13)',
      );
      expect(stderr).toContain(
        `work1 is not clean: data in /var/lib/k0s, the service k0sworker. ${advice}`,
      );
      expect(looked).toMatchObject({ exitCode: 1 });
      expect(looked.stdout).toContain(`the service k0sworker. ${advice}`);
      expect(await changesOn('ctrl2', before.length)).toEqual([]);

      await lab.writeFile('work1', '/usr/local/bin/k0s', lab.k0sPath);
      await lab.run('work1', 'k0s reset --data-dir=/var/lib/k0s && rm /usr/local/bin/k0s');
      expect(await run('cluster', 'status')).toMatchObject({ exitCode: 0 });
    });

    test('when the name is typed, a host loses k0s, its node and its part in etcd; others go on', async () => {
      const before = await lab.calls('ctrl1');
      const { type, run } = await tool('ctrl2', 'work1');
      const { exitCode, screen } = await type('shop', 'cluster', 'install');
      const looked = await run('cluster', 'status');

      expect({ exitCode, screen }).toMatchObject({ exitCode: 0 });
      expect(screen).toContain('  work1  holds nothing of k0s, as declared');
      expect(screen).toMatch(
        /- ctrl2 \(10\.77\.0\.12\): \/var\/lib\/k0s, controller v1\.33\.4\+k0s\.0, /,
      );
      expect(screen).toContain('ctrl2: removed');
      expect(await left('ctrl2')).toBe('');
      expect(await left('work1')).toBe('');
      expect(await seenFrom('ctrl1')).toBe('{"members":{"ctrl1":"https://10.77.0.11:2380"}}\n');
      expect(looked).toMatchObject({ exitCode: 0 });
      expect(looked.stdout).toMatch(/^ctrl2 +controller +\S+ +not installed +- +-$/m);
      expect(looked.stdout).toMatch(/^etcd +ctrl1 \(https:\/\/10\.77\.0\.11:2380\)$/m);
      expect(await changesOn('ctrl1', before.length)).toEqual([]);
    });
  },
);
