import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount } from '../../support/lab/add-account.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canBecomeRoot, canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

// Hosts that one logs in to as somebody else than root.
describe.skipIf(!canStartLab || !canBecomeRoot).each(k0sctlPrograms)(
  'with %s',
  { timeout: 120_000 },
  (_name, K0SCTL) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab({
        hosts: [
          { name: 'ctrl1' },
          { name: 'asks1', role: 'worker' },
          { name: 'bare1', role: 'worker' },
        ],
      });
      await addAccount(lab, 'ctrl1', { name: 'ops', sudo: 'without a password' });
      await addAccount(lab, 'asks1', { name: 'ops', sudo: 'by a password' });
      await addAccount(lab, 'bare1', { name: 'ops', sudo: 'missing' });
    });

    afterAll(() => lab.stop());

    const tool = (...names: readonly string[]) => {
      const hosts = names.map((name) =>
        describeLabHost(lab, name, { role: lab.host(name).role, user: 'ops' }).concat(
          `hosts.${name}.binary = "${lab.k0sPath}";`,
        ),
      );
      return labTool(lab, `timeout = "2m"; ${hosts.join(' ')}`, { variables: { K0SCTL } });
    };
    const found = async (name: string) =>
      (await lab.run(name, 'ls -d /usr/local/bin/k0s* /etc/k0s /var/lib/k0s 2>/dev/null')).stdout;

    test('who cannot become root without a password is named before anything is done', async () => {
      const { run, dir } = await tool('ctrl1', 'asks1', 'bare1');
      const installed = await run('cluster', 'install');
      const looked = await run('cluster', 'status');

      for (const name of ['asks1', 'bare1']) {
        const problem = `- ${name} cannot be reached: the user ops cannot become root there by sudo or doas without a password`;
        expect(installed.stderr).toContain(problem);
        expect(looked.stdout).toContain(problem);
      }
      expect([installed.exitCode, looked.exitCode]).toEqual([1, 1]);
      expect(installed.stderr).toContain('Nothing was changed.');
      expect(await readdir(dir)).not.toContain('auditlog');
      expect(await Promise.all(['ctrl1', 'asks1', 'bare1'].map(found))).toEqual(['', '', '']);
    });

    test('by sudo, k0s is installed, looked at and removed', async () => {
      const { run } = await tool('ctrl1');
      const installed = await run('cluster', 'install');
      const looked = await run('cluster', 'status');
      const removed = await run('cluster', 'uninstall', '--yes', '--cluster=shop');

      expect(installed).toMatchObject({ exitCode: 0 });
      expect(looked).toMatchObject({ exitCode: 0 });
      expect(looked.stdout).toMatch(/^ctrl1 +controller +v1\.33\.4\+k0s\.0 +running +- +member$/m);
      expect(removed).toMatchObject({ exitCode: 0 });
      expect(removed.stderr).toContain('ctrl1: removed');
      expect(await found('ctrl1')).toBe('/etc/k0s\n');
    });
  },
);
