import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

// One node that is a whole cluster, from elsewhere and from itself.
describe.skipIf(!canStartLab).each(k0sctlPrograms)(
  'with %s',
  { timeout: 120_000 },
  (_name, K0SCTL) => {
    let lab: Lab;

    beforeAll(async () => {
      lab = await startLab({ hosts: [{ name: 'far1' }, { name: 'here1' }] });
    });

    afterAll(() => lab.stop());

    const bySsh = () =>
      labTool(lab, cluster(`${describeLabHost(lab, 'far1', { role: 'single' })} hosts.far1 = {`), {
        variables: { K0SCTL },
      });
    const here = () =>
      labTool(lab, cluster('hosts.here1 = { role = "single"; localhost = true;'), {
        variables: { K0SCTL },
        on: 'here1',
      });
    const cluster = (host: string) => `timeout = "2m"; ${host} binary = "${lab.k0sPath}"; };`;

    test.each([
      ['by ssh', 'far1', bySsh, 'https://10.77.0.11:6443'],
      ['on the machine itself', 'here1', here, 'https://127.0.0.1:6443'],
    ])('is installed, looked at and removed %s', async (_way, name, tool, server) => {
      const { run, dir } = await tool();
      const installed = await run('cluster', 'install');
      const looked = await run('cluster', 'status');
      const args = await lab.run(name, 'k0s status -o json');
      const kubeconfig = await run('cluster', 'kubeconfig', '--out', 'config');
      const removed = await run('cluster', 'uninstall', '--yes', '--cluster=shop');

      expect({ ...installed }).toMatchObject({ exitCode: 0 });
      expect(installed.stdout).toContain(`+ ${name}  install k0s v1.33.4+k0s.0 as single`);
      expect(args.stdout).toContain('"--single=true"');
      expect(looked).toMatchObject({ exitCode: 0 });
      expect(looked.stdout).toMatch(
        new RegExp(`^${name} +single +v1\\.33\\.4\\+k0s\\.0 +running +ready +member$`, 'm'),
      );
      expect(kubeconfig).toMatchObject({ exitCode: 0 });
      expect(await readFile(join(dir, 'config'), 'utf8')).toContain(`server: ${server}\n`);
      expect(removed).toMatchObject({ exitCode: 0 });
      expect(removed.stderr).toContain(`${name}: removed`);
      expect((await lab.run(name, 'ls -d /var/lib/k0s /usr/local/bin/k0s 2>&1')).exitCode).not.toBe(
        0,
      );
    });
  },
);
