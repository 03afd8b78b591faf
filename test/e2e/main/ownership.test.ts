import { expect, test } from 'vitest';
import { list, versions } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes'];

/** A deployment of one ConfigMap, `ours`, in a namespace of its name. */
async function deployed(name: string, leftovers: readonly string[] = []) {
  const scenario = await startScenario(name, [`namespace/${name}`, ...leftovers]);
  const manifests = [namespace(name), configMap(name, 'ours')];
  await scenario.write({ manifests });
  await scenario.passes(['apply']);
  return { ...scenario, manifests };
}

const configMaps = async (tools: Scenario['tools'], name: string) =>
  (await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos']))
    .map(({ metadata }) => metadata.name)
    .sort();

test('leaves the objects of another deployment alone, also with --adopt', async () => {
  const name = 'ownership-other';
  const { passes, tools } = await deployed(name);
  const other = await startScenario(`${name}-2`, []);
  await other.write({ manifests: [configMap(name, 'theirs')] });
  await other.passes(['apply']);

  const { stdout, stderr } = await passes([...deploy, '--adopt']);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(stderr).not.toContain('theirs');
  expect(await configMaps(tools, name)).toEqual(['ours', 'theirs']);
});

test('stops before writing where another deployment has the object, until told to take it over', async () => {
  const name = 'ownership-claimed';
  const { tools } = await deployed(name);
  const other = await startScenario(`${name}-2`, []);
  await other.write({ manifests: [configMap(name, 'ours'), configMap(name, 'new')] });
  const before = versions(await list(tools, ['configmaps', '-n', name]));

  const { stderr } = await other.fails(deploy);

  expect(stderr).toContain(`ConfigMap ${name}/ours belongs to deployment ${name}`);
  expect(stderr).toContain('--adopt');
  expect(versions(await list(tools, ['configmaps', '-n', name]))).toEqual(before);

  await other.passes([...deploy, '--adopt']);

  const [adopted] = await list(tools, ['configmap', 'ours', '-n', name]);
  expect(adopted?.metadata.annotations?.['kubernixos/owner']).toMatch(`${name}-2:`);
});

test("takes what the original tool left for the deployment default's, and says so", async () => {
  const name = 'ownership-legacy';
  const { passes, fails, write, tools, manifests } = await deployed(name, []);
  const legacy = { ...configMap(name, 'legacy'), metadata: labelled(name, 'legacy') };
  await tools.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(legacy) });

  await passes(deploy);
  expect(await configMaps(tools, name)).toEqual(['legacy', 'ours']);

  await write({ deployment: 'default', manifests });
  const asked = await fails(['apply', 'prune', '--adopt']);
  expect(asked.stderr).toContain('would delete 1 object');
  await passes([...deploy, '--adopt']);
  expect(await configMaps(tools, name)).toEqual(['ours']);
  await tools.kubectl(['delete', 'namespace', name]);
});

test('keeps what was labelled by hand, names it, and prunes it with --adopt', async () => {
  const name = 'ownership-by-hand';
  const { passes, write, tools, manifests } = await deployed(name);
  await write({ deployment: 'default', manifests });
  await passes(['apply', '--adopt']);
  await tools.kubectl(['create', 'configmap', 'hand', '-n', name]);
  await tools.kubectl(['label', 'configmap', 'hand', '-n', name, `kubernixos=${OLD_RELEASE}`]);

  const { stderr } = await passes(deploy);

  expect(stderr).toMatch(new RegExp(`ConfigMap ${name}/hand: nothing shows .*--adopt prunes it`));
  expect(await configMaps(tools, name)).toEqual(['hand', 'ours']);

  await passes([...deploy, '--adopt']);
  expect(await configMaps(tools, name)).toEqual(['ours']);
  await tools.kubectl(['delete', 'namespace', name]);
});

test('keeps what asks to be kept, by any of the annotations that say so', async () => {
  const name = 'ownership-retained';
  const { passes, write, tools, manifests } = await deployed(name);
  const annotations = {
    ours: { 'kubernixos/prune': 'disabled' },
    helm: { 'helm.sh/resource-policy': 'keep' },
    argo: { 'argocd.argoproj.io/sync-options': 'Validate=false,Prune=false' },
    flux: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    none: { 'kubernixos/prune': 'enabled' },
  };
  const retained = Object.entries(annotations).map(([id, annotations]) => ({
    ...configMap(name, `keep-${id}`),
    metadata: { name: `keep-${id}`, namespace: name, annotations },
  }));
  await write({ manifests: [...manifests, ...retained] });
  await passes(['apply']);
  await write({ manifests });

  const { stdout, stderr } = await passes(deploy);

  expect(stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/keep-none\nprune: 1 pruned$`, 'm'));
  expect(stderr).toContain('keep-helm: retained by its annotation helm.sh/resource-policy: keep');
  expect(await configMaps(tools, name)).toEqual([
    'keep-argo',
    'keep-flux',
    'keep-helm',
    'keep-ours',
    'ours',
  ]);
});

/** As long as the checksum of every release, of this tool and of the original one. */
const OLD_RELEASE = '0123456789'.repeat(7).slice(0, 62);

function labelled(namespace: string, name: string): Manifest['metadata'] {
  return { name, namespace, labels: { kubernixos: OLD_RELEASE } };
}
