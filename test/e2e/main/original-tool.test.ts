import { expect, test } from 'vitest';
import { list } from './live.ts';
import { configMap, deployment, namespace, type Manifest } from './manifests.ts';
import { startScenario } from './scenario.ts';

// What the Go tool left: applied by kubectl on the client, with its label and no owner annotation.

/** As long as the checksum of every release, of this tool and of the original one. */
const OLD_RELEASE = '0123456789'.repeat(7).slice(0, 62);
const deploy = ['apply', 'prune', '--yes'];

/** Applies manifests into a new namespace as the original tool did, the Namespace included. */
async function leftByOriginal(name: string, manifests: readonly Manifest[]) {
  // What carries no annotation is the deployment default's, which is not this test's own: it goes last.
  const scenario = await startScenario('default', []);
  const items = [namespace(name), ...manifests].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, labels: { kubernixos: OLD_RELEASE } },
  }));
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await scenario.tools.kubectl(['apply', '-f', '-'], { stdin });
  return { ...scenario, end: () => scenario.tools.kubectl(['delete', 'namespace', name]) };
}

test("prunes what the original tool left as deployment default's, and marks it so", async () => {
  const name = 'original-stale';
  const manifests = [configMap(name, 'stale'), deployment(name, 'stale')];
  const { tools, write, passes, end } = await leftByOriginal(name, manifests);
  await write({ manifests: [namespace(name)] });

  const { stdout, stderr } = await passes(deploy);

  for (const key of ['ConfigMap', 'Deployment.apps']) {
    expect(stderr).toMatch(new RegExp(`${key} ${name}/stale .*by the original kubernixos`));
    expect(stdout).toMatch(new RegExp(`^pruned +${key} ${name}/stale$`, 'm'));
  }
  expect(await list(tools, ['configmaps,deployments', '-n', name, '-l', 'kubernixos'])).toEqual([]);
  await end();
});

test('takes over what the original tool applied, and removes the fields that were dropped', async () => {
  const name = 'original-wanted';
  const old = [
    configMap(name, 'settings', { color: 'red', size: 'large' }),
    withAnnotation(deployment(name, 'web'), 'example.com/dropped'),
  ];
  const { tools, write, passes, end } = await leftByOriginal(name, old);
  const [before] = await list(tools, ['configmap', 'settings', '-n', name]);
  await write({
    manifests: [
      namespace(name),
      configMap(name, 'settings', { color: 'blue' }),
      deployment(name, 'web'),
    ],
  });

  const { stdout } = await passes(deploy);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
  const [settings] = await list(tools, ['configmap', 'settings', '-n', name]);
  const [web] = await list(tools, ['deployment', 'web', '-n', name]);
  expect(settings).toMatchObject({ data: { color: 'blue' } });
  expect(settings).not.toHaveProperty('data.size');
  expect(settings?.metadata.uid).toBe(before?.metadata.uid);
  expect(Object.keys(settings?.metadata.annotations ?? {})).toEqual(['kubernixos/owner']);
  expect(web?.metadata.annotations).not.toHaveProperty(['example.com/dropped']);

  await write({ manifests: [namespace(name)] });
  const pruned = await passes(deploy);
  expect(pruned.stdout).toMatch(/^prune: 2 pruned$/m);
  expect(pruned.stderr).not.toContain('by the original kubernixos');
  await end();
});

test('leaves what the original tool left to the deployment default, also with --adopt', async () => {
  const name = 'original-other';
  const { tools, end } = await leftByOriginal(name, [configMap(name, 'stale')]);
  const other = await startScenario(name, [`configmap/${name}`]);
  await other.write({ manifests: [configMap('default', name)] });

  const { stdout } = await other.passes([...deploy, '--adopt']);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(await list(tools, ['configmap', 'stale', '-n', name])).toHaveLength(1);
  await end();
});

function withAnnotation(manifest: Manifest, annotation: string): Manifest {
  return {
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { [annotation]: 'yes' } },
  };
}
