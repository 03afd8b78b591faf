import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { list } from './live.ts';
import { configMap, namespace, widget, widgetDefinition } from './manifests.ts';
import { scenarioIn, type Scenario } from './scenario.ts';

const jsonpath = ({ tools }: Scenario, path: string, ...object: readonly string[]) =>
  tools.kubectl(['get', ...object, `--output=jsonpath=${path}`]);

test('waits for the end of an object that is being deleted, and applies it anew', async () => {
  const name = 'apply-terminating';
  const scenario = await scenarioIn(name);
  const held = { ...configMap(name, 'held'), metadata: heldMetadata(name, 'held') };
  await scenario.write({ manifests: [namespace(name), held] });
  await scenario.passes(['apply']);
  const where = ['configmap/held', '-n', name];
  const uid = await jsonpath(scenario, '{.metadata.uid}', ...where);
  await scenario.tools.kubectl(['delete', '--wait=false', ...where]);

  await scenario.write({ manifests: [namespace(name), configMap(name, 'held', { key: 'new' })] });
  const run = scenario.passes(['apply']);
  await waitFor(async () => (await jsonpath(scenario, '{.data.key}', ...where)) === 'new');
  const patch = '{"metadata":{"finalizers":null}}';
  await scenario.tools.kubectl(['patch', ...where, '--type=merge', '-p', patch]);

  expect((await run).stdout).toMatch(/created +ConfigMap apply-terminating\/held/);
  expect(await jsonpath(scenario, '{.metadata.uid}', ...where)).not.toBe(uid);
});

test('waits for the end of a Namespace and a CRD that are being deleted, and fills them anew', async () => {
  const name = 'apply-again';
  const group = `${name}.example.com`;
  const definition = `customresourcedefinition/widgets.${group}`;
  const scenario = await scenarioIn(name, definition);
  const contents = [configMap(name, 'one'), widget(group, name, 'two')];
  await scenario.write({ manifests: [namespace(name), widgetDefinition(group), ...contents] });
  await scenario.passes(['apply']);
  await scenario.tools.kubectl(['delete', '--wait=false', `namespace/${name}`, definition]);

  const { stdout } = await scenario.passes(['apply', 'prune']);

  expect(stdout).toMatch(/^apply: 4 created$/m);
  const live = await list(scenario.tools, [
    `configmaps,widgets.${group}`,
    '-n',
    name,
    '-l',
    'kubernixos',
  ]);
  expect(live).toHaveLength(2);
});

function heldMetadata(namespace: string, name: string) {
  return { name, namespace, finalizers: ['example.com/hold'] };
}
