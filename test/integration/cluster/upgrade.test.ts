import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { seedDownloads } from '../../support/lab/seed-downloads.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

const OLD = '1.33.4+k0s.0';
const NEW = '1.34.1+k0s.0';

describe.skipIf(!canStartLab).each(k0sctlPrograms)(
  'with %s',
  { timeout: 120_000 },
  (_name, K0SCTL) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab({
        hosts: [{ name: 'ctrl1' }, { name: 'work1', role: 'worker' }],
      });
    });

    afterAll(() => lab.stop());

    /** With every version at hand, as if it had been downloaded. */
    const tool = async (version: string) => {
      const made = await labTool(
        lab,
        `k0s.version = "${version}"; timeout = "2m";
       ${describeLabHost(lab, 'ctrl1')} ${describeLabHost(lab, 'work1', { role: 'worker' })}
       hosts.ctrl1.binary = "upload"; hosts.work1.binary = "upload";`,
        { variables: { K0SCTL } },
      );
      await seedDownloads(made.dir, [OLD, NEW]);
      return made;
    };
    const versions = () =>
      Promise.all(
        ['ctrl1', 'work1'].map(
          async (name) =>
            /"Version":"([^"]*)"/.exec((await lab.run(name, 'k0s status -o json')).stdout)?.[1],
        ),
      );
    const uid = async () =>
      (await lab.run('ctrl1', 'k0s kubectl get -n kube-system namespace kube-system')).stdout;

    test('k0s is installed from what k0sctl has downloaded before', async () => {
      const { run } = await tool(OLD);

      expect(await run('cluster', 'install')).toMatchObject({ exitCode: 0 });
      expect(await versions()).toEqual([`v${OLD}`, `v${OLD}`]);
    });

    test('a newer version is told by a dry run, and by status until it is there', async () => {
      const { run } = await tool(NEW);
      const planned = await run('cluster', 'install', '--dry-run');
      const looked = await run('cluster', 'status');

      expect(planned).toMatchObject({ exitCode: 0 });
      expect(planned.stdout).toContain(`~ ctrl1  upgrade k0s from v${OLD} to v${NEW}\n`);
      expect(planned.stdout).toContain(`~ work1  upgrade k0s from v${OLD} to v${NEW}\n`);
      expect(looked).toMatchObject({ exitCode: 1 });
      expect(looked.stdout).toContain(`work1 runs k0s v${OLD}, and is declared with v${NEW}. Run`);
      expect(await versions()).toEqual([`v${OLD}`, `v${OLD}`]);
    });

    test('it is installed on every host of the same cluster', async () => {
      const before = await uid();
      const { run } = await tool(NEW);
      const upgraded = await run('cluster', 'install');
      const looked = await run('cluster', 'status');
      const again = await run('cluster', 'install', '--dry-run');

      expect(upgraded).toMatchObject({ exitCode: 0 });
      expect(upgraded.stderr).toContain('k0sctl: Upgrade controllers');
      expect(upgraded.stderr).toContain('k0sctl: Upgrade workers');
      expect(await versions()).toEqual([`v${NEW}`, `v${NEW}`]);
      expect(looked).toMatchObject({ exitCode: 0 });
      expect(looked.stdout).toMatch(/^work1 +worker +v1\.34\.1\+k0s\.0 +running +ready /m);
      expect(again.stdout).not.toMatch(/[+~-] (?:ctrl|work)/);
      expect(await uid()).toBe(before);
      expect(before).toMatch(/^[0-9a-f-]{36}$/);
    });

    test('an older one is refused before k0sctl is run, and nothing is changed', async () => {
      const calls = (await lab.calls('ctrl1')).length;
      const { run, dir } = await tool(OLD);
      const { exitCode, stderr } = await run('cluster', 'install');

      expect(exitCode).toBe(1);
      for (const name of ['ctrl1', 'work1'])
        expect(stderr).toContain(
          `${name} runs k0s v${NEW}, and v${OLD} is declared: k0s does not go back. Declare v${NEW} or newer.`,
        );
      expect(stderr).toContain('Nothing was changed.');
      expect(await readdir(dir)).not.toContain('auditlog');
      expect(await versions()).toEqual([`v${NEW}`, `v${NEW}`]);
      expect((await lab.calls('ctrl1')).slice(calls).join('\n')).not.toMatch(
        /install|stop|restart|reset|k0s\.tmp/,
      );
    });
  },
);
