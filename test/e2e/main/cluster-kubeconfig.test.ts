import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

// The cluster of the tests was not made by k0sctl: one that only hands out its kubeconfig stands in for it.
async function writeK0sctl(file: string, kubeconfig: object): Promise<void> {
  const text = JSON.stringify(kubeconfig);
  await writeFile(file, `#!/bin/sh\ncat >/dev/null\ncat <<'END'\n${text}\nEND\n`);
  await chmod(file, 0o755);
}

/** With the fields that one of k0s has. */
async function kubeconfigOf({ server, tokens, certificateAuthority }: ControlPlaneDetails) {
  const data = (await readFile(certificateAuthority)).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'shop', cluster: { server, 'certificate-authority-data': data } }],
    users: [{ name: 'admin', user: { token: tokens.admin } }],
    contexts: [{ name: 'shop', context: { cluster: 'shop', user: 'admin' } }],
    'current-context': 'shop',
  };
}

test('deploys to the cluster of the hostgroup, and leaves no kubeconfig behind', async () => {
  const name = 'cluster-kubeconfig';
  const { tools, hostgroup, write, run } = await scenarioIn(name);
  const plane = inject('controlPlane');
  const server = new URL(plane.server);
  const k0sctl = join(hostgroup.dir, 'k0sctl');
  const temporary = join(hostgroup.dir, 'tmp');
  await mkdir(temporary);
  await writeK0sctl(k0sctl, await kubeconfigOf(plane));
  await write({
    manifests: [namespace(name), configMap(name, 'shop', { a: '1' })],
    modules: [
      `{ kubernixos.cluster = {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        api = { externalAddress = "${server.hostname}"; port = ${server.port}; };
        hosts.a = { role = "single"; localhost = true; };
      }; }`,
    ],
  });
  const env = { K0SCTL: k0sctl, TMPDIR: temporary, KUBECONFIG: '/nonexistent' };

  const without = await run(['apply'], { env });
  const applied = await run(['apply', 'prune', '--yes', '--cluster-kubeconfig'], { env });
  const planned = await run(['plan', '--cluster-kubeconfig'], { env });

  expect(without.exitCode).toBe(1);
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(applied.stdout).toContain(`created     ConfigMap ${name}/shop`);
  expect(planned).toMatchObject({ exitCode: 0 });
  expect(await tools.kubectl(['get', 'configmap', 'shop', '-n', name, '-o', 'name'])).toContain(
    'configmap/shop',
  );
  expect(await readdir(temporary)).toEqual([]);
});
