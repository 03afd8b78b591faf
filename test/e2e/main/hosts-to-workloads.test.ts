import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { clusterTools } from '../../support/cluster-tools.ts';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { standInK0sctl } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { forwardIntoLab } from '../support/forward-into-lab.ts';
import { configMap, namespace } from './manifests.ts';
import { deleteAll } from './scenario.ts';

const NAME = 'hosts-to-workloads';

// The host's k0s is a stand-in with no API of its own: what it hands out leads to the tests' cluster.
test.skipIf(!canStartLab)(
  'one hostgroup brings k0s to a host, and workloads to its cluster',
  async () => {
    const plane = inject('controlPlane');
    const tools = clusterTools(plane);
    onTestFinished(() => deleteAll(tools, [`namespace/${NAME}`]));
    const lab = await startLab({ hosts: [{ name: 'node1', role: 'single' }] });
    onTestFinished(() => lab.stop());
    const { hostname, port } = new URL(plane.server);
    const { run, dir } = await labTool(
      lab,
      `timeout = "2m"; api = { externalAddress = "${hostname}"; port = ${port}; };
     ${describeLabHost(lab, 'node1', { role: 'single' })} hosts.node1.binary = "${lab.k0sPath}";`,
      {
        modules: [hostgroupOf([namespace(NAME), configMap(NAME, 'shop', { a: '1' })])],
        variables: { K0SCTL: standInK0sctl, KUBECONFIG: '/nonexistent' },
      },
    );
    await symlink(join(plane.binaries, 'kubectl'), join(dir, 'bin/kubectl'));
    await forwardIntoLab(lab, dir, Number(port));

    const installed = await run('cluster', 'install');
    await handOut(lab, 'node1', plane);
    const applied = await run('apply', 'prune', '--yes', '--cluster-kubeconfig');
    const installedAgain = await run('cluster', 'install');
    const planned = await run('plan', '--cluster-kubeconfig');

    expect(installed).toMatchObject({ exitCode: 0 });
    expect(installed.stderr).toContain('shop: every host is as declared');
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.stdout).toContain(`created     ConfigMap ${NAME}/shop`);
    expect(await tools.kubectl(['get', 'configmap', 'shop', '-n', NAME, '-o', 'name'])).toContain(
      'configmap/shop',
    );
    expect(installedAgain).toMatchObject({ exitCode: 0 });
    expect(installedAgain.stdout).toContain('  node1  runs k0s v1.33.4+k0s.0 as single');
    expect(planned).toMatchObject({ exitCode: 0 });
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  },
);

function hostgroupOf(manifests: readonly object[]): string {
  const text = JSON.stringify(JSON.stringify(manifests));
  return `{ kubernixos = { deployment = "${NAME}"; manifests = builtins.fromJSON ${text}; }; }`;
}

/** Puts the credentials of a control plane where k0s has those of its administrator. */
async function handOut(lab: Lab, host: string, plane: ControlPlaneDetails): Promise<void> {
  const authority = (await readFile(plane.certificateAuthority)).toString('base64');
  const { exitCode, stderr } = await lab.run(
    host,
    `cat >/var/lib/k0s/pki/admin.conf <<'END'
certificate-authority-data: ${authority}
token: ${plane.tokens.admin}
END`,
  );
  if (exitCode !== 0) throw new Error(stderr);
}
