import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

// The cluster of the tests was not made by k0sctl: one that only hands out its kubeconfig stands in for it.
async function writeK0sctl(file: string, kubeconfig: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\ncat >/dev/null\ncat '${kubeconfig}'\n`);
  await chmod(file, 0o755);
}

test('deploys to the cluster of the hostgroup, and leaves no kubeconfig behind', async () => {
  const name = 'cluster-kubeconfig';
  const { tools, hostgroup, write, run } = await scenarioIn(name);
  const plane = inject('controlPlane');
  const server = new URL(plane.server);
  const k0sctl = join(hostgroup.dir, 'k0sctl');
  const temporary = join(hostgroup.dir, 'tmp');
  await mkdir(temporary);
  await writeK0sctl(k0sctl, plane.kubeconfig);
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
