import { expect, test } from 'vitest';
import { list, versions } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn, startScenario, type Scenario } from './scenario.ts';

// Two deployments of one cluster that both declare a Namespace.

const deploy = ['apply', 'prune', '--yes'];

/** Deployment `a` has the Namespace and a ConfigMap in it; `b` declares the same Namespace and another. */
async function twoDeployments(name: string) {
  const a = await scenarioIn(name, `configmap/${name}-a`, `configmap/${name}-b`);
  const b = await startScenario(`${name}-b`, []);
  const ofA = [configMap('default', `${name}-a`), configMap(name, 'a')];
  const ofB = [configMap('default', `${name}-b`), configMap(name, 'b')];
  await a.write({ manifests: [namespace(name), ...ofA] });
  await a.passes(deploy);
  await b.write({ manifests: [namespace(name), ...ofB] });
  return { a, b, ofA, ofB };
}

async function stateOf({ tools }: Scenario, name: string) {
  const inside = await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos']);
  const others = ['namespace/', 'configmap/', 'configmap/'].map(
    (type, index) => `${type}${name}${['', '-a', '-b'][index] ?? ''}`,
  );
  return versions([...inside, ...(await list(tools, [...others, '--ignore-not-found']))]);
}

const isThere = async ({ tools }: Scenario, name: string) => {
  const [found] = await list(tools, ['namespace', name, '--ignore-not-found']);
  return found !== undefined && found.metadata.deletionTimestamp === undefined;
};

test('refuses a Namespace that another deployment declares, and writes nothing', async () => {
  const name = 'shared-refused';
  const { a, b } = await twoDeployments(name);
  const before = await stateOf(a, name);

  const { stderr } = await b.fails(deploy);

  expect(stderr).toContain(`Namespace ${name} belongs to deployment ${name}`);
  expect(stderr).toContain('--adopt');
  expect(await stateOf(a, name)).toEqual(before);
});

test('prunes no Namespace that another deployment has taken over', async () => {
  const name = 'shared-adopted';
  const { a, b, ofA } = await twoDeployments(name);
  await b.passes([...deploy, '--adopt']);
  await a.write({ manifests: ofA });

  const plain = await a.passes(['prune', '--yes']);
  const insisting = await a.passes([...deploy, '--adopt', '--allow-foreign-contents']);

  for (const { stdout } of [plain, insisting]) expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(await isThere(a, name)).toBe(true);

  // With nothing of `a` in it any more, it still is `b`'s.
  await a.write({ manifests: ofA.slice(0, 1) });
  await a.passes([...deploy, '--allow-foreign-contents']);
  expect(await isThere(a, name)).toBe(true);
  expect(Object.keys(await stateOf(a, name))).toContain(`ConfigMap ${name}/b`);
});

test('prunes no Namespace that holds an object of another deployment, whatever is allowed', async () => {
  const name = 'shared-inhabited';
  const { a, b, ofA, ofB } = await twoDeployments(name);
  await b.write({ manifests: ofB });
  await b.passes(deploy);
  await a.write({ manifests: ofA.slice(0, 1) });

  const { stdout, stderr } = await a.fails([
    ...deploy,
    '--adopt',
    '--allow-foreign-contents',
    '--allow-mass-prune',
    '--allow-partial',
  ]);

  expect(stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/a\nprune: 1 pruned$`, 'm'));
  expect(stderr).toContain(`ConfigMap ${name}/b (deployment ${name}-b)`);
  expect(await isThere(a, name)).toBe(true);
  expect(Object.keys(await stateOf(a, name))).toContain(`ConfigMap ${name}/b`);
});
