import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { list, type LiveObject } from './live.ts';
import {
  configMap,
  deployment,
  namespace,
  widget,
  widgetDefinition,
  type Manifest,
} from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';
import { thorough } from './thorough.ts';

const deploy = ['apply', 'prune', '--yes'];

/** Deploys what stays and what is in `more`, under names that no other test has. */
async function deployed(id: string, more: (id: string, group: string) => readonly Manifest[]) {
  const name = `containers-${id}`;
  const group = `${name}.example.com`;
  const scenario = await startScenario(name, [
    `namespace/${name}`,
    `configmap/${name}`,
    `customresourcedefinition/widgets.${group}`,
  ]);
  const stays = configMap('default', name);
  await scenario.write({ manifests: [stays, ...more(name, group)] });
  await scenario.passes(deploy);
  return { ...scenario, name, group, stays };
}

test('prunes a Namespace and a CRD with their contents, what depends on others first', async () => {
  const { passes, write, tools, name, group, stays } = await deployed('order', (name, group) => [
    widgetDefinition(group),
    namespace(name),
    widget(group, name, 'one'),
    configMap(name, 'settings'),
    deployment(name, 'operator'),
  ]);
  await write({ manifests: [stays] });

  const { stdout } = await passes(deploy);

  expect(prunedKinds(stdout)).toEqual([
    `Widget.${group}`,
    'Deployment.apps',
    'ConfigMap',
    'CustomResourceDefinition.apiextensions.k8s.io',
    'Namespace',
  ]);
  await waitFor(async () => (await find(tools, 'namespace', name)) === undefined);
  expect(await find(tools, 'customresourcedefinition', `widgets.${group}`)).toBeUndefined();
});

test('keeps a Namespace that holds what someone else made, until that is allowed', async () => {
  const { fails, passes, write, tools, name, stays } = await deployed('foreign', (name) => [
    namespace(name),
    configMap(name, 'ours'),
  ]);
  await tools.kubectl(['create', 'configmap', 'theirs', '-n', name]);
  await write({ manifests: [stays] });

  const { stdout, stderr } = await fails(deploy);

  expect(prunedKinds(stdout)).toEqual(['ConfigMap']);
  expect(stderr).toContain(`Namespace ${name}: still holds ConfigMap ${name}/theirs`);
  expect(await find(tools, 'configmap', 'theirs', name)).toBeDefined();
  expect(isDying(await find(tools, 'namespace', name))).toBe(false);

  await passes([...deploy, '--allow-foreign-contents']);

  await waitFor(async () => (await find(tools, 'namespace', name)) === undefined);
});

test('keeps a Namespace in which manifests of the release lie, whatever is allowed', async () => {
  const { fails, write, tools, name, stays } = await deployed('in-use', (name) => [
    namespace(name),
    configMap(name, 'ours'),
  ]);
  await write({ manifests: [stays, configMap(name, 'ours')] });

  const { stdout, stderr } = await fails([...deploy, '--allow-foreign-contents']);

  expect(prunedKinds(stdout)).toEqual([]);
  expect(stderr).toContain(`Namespace ${name}: still used by ConfigMap ${name}/ours`);
  expect(isDying(await find(tools, 'namespace', name))).toBe(false);
});

test('keeps a CRD of which someone else has made an object, until that is allowed', async () => {
  const { fails, passes, write, tools, name, group, stays } = await deployed(
    'crd',
    (name, group) => [namespace(name), widgetDefinition(group)],
  );
  const definition = `widgets.${group}`;
  await tools.kubectl(['create', '-f', '-'], {
    stdin: JSON.stringify(widget(group, name, 'theirs')),
  });
  await write({ manifests: [stays, namespace(name)] });

  const { stderr } = await fails(deploy);

  const kept = `CustomResourceDefinition.apiextensions.k8s.io ${definition}`;
  expect(stderr).toContain(`${kept}: still holds Widget.${group} ${name}/theirs`);
  expect(await find(tools, definition, 'theirs', name)).toBeDefined();

  await passes([...deploy, '--allow-foreign-contents']);

  await waitFor(
    async () => (await find(tools, 'customresourcedefinition', definition)) === undefined,
  );
});

const withFinalizer = (name: string, group: string) => [
  widgetDefinition(group),
  namespace(name),
  widget(group, name, 'one', { finalizers: ['example.com/clean-up'] }),
  deployment(name, 'operator'),
];

test('lets the operator live until it has cleared the finalizers of its custom resources', async () => {
  const scenario = await deployed('operator', withFinalizer);
  const { tools, name, group, stays } = scenario;
  await scenario.write({ manifests: [stays] });

  const run = scenario.passes(deploy);
  await waitFor(async () => isDying(await find(tools, `widgets.${group}`, 'one', name)));
  const operator = await find(tools, 'deployment', 'operator', name);
  const definition = await find(tools, 'customresourcedefinition', `widgets.${group}`);
  await clearFinalizers(scenario, name, group);

  expect([isDying(operator), isDying(definition)]).toEqual([false, false]);
  expect((await run).stdout).toMatch(/^prune: 4 pruned$/m);
});

// It takes the minute that the tool gives an operator.
test.runIf(thorough)(
  'gives up on a custom resource that does not go, and keeps its operator, at every run',
  async () => {
    const scenario = await deployed('stuck', withFinalizer);
    const { tools, name, group, stays } = scenario;
    await scenario.write({ manifests: [stays] });

    const first = await scenario.fails(deploy);
    const second = await scenario.fails(deploy);
    const operator = await find(tools, 'deployment', 'operator', name);
    const definition = await find(tools, 'customresourcedefinition', `widgets.${group}`);
    await clearFinalizers(scenario, name, group);

    for (const { stdout } of [first, second])
      expect(stdout).toMatch(/^kept .*Widget.* still there after 60 seconds/m);
    expect([isDying(operator), isDying(definition)]).toEqual([false, false]);
  },
);

function prunedKinds(stdout: string): readonly string[] {
  return [...stdout.matchAll(/^pruned +(\S+) /gm)].map(([, kind = '']) => kind);
}

async function find(
  tools: Scenario['tools'],
  type: string,
  name: string,
  namespace = '',
): Promise<LiveObject | undefined> {
  const where = namespace === '' ? [] : ['-n', namespace];
  const [object] = await list(tools, [type, name, '--ignore-not-found', ...where]);
  return object;
}

function isDying(object: LiveObject | undefined): boolean {
  if (object === undefined) throw new Error('The object is not there');
  return object.metadata.deletionTimestamp !== undefined;
}

async function clearFinalizers({ tools }: Scenario, name: string, group: string): Promise<void> {
  const patch = JSON.stringify({ metadata: { finalizers: null } });
  await tools.kubectl([
    'patch',
    `widgets.${group}`,
    'one',
    '-n',
    name,
    '--type=merge',
    '-p',
    patch,
  ]);
}
