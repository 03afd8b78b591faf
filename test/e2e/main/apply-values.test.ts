import { expect, test } from 'vitest';
import { configMap, namespace, widgetDefinition } from './manifests.ts';
import { scenarioIn, type Scenario } from './scenario.ts';

const jsonpath = ({ tools }: Scenario, path: string, ...object: readonly string[]) =>
  tools.kubectl(['get', ...object, `--output=jsonpath=${path}`]);

test('removes a key of a Secret that was removed from its stringData', async () => {
  const name = 'apply-string-data';
  const scenario = await scenarioIn(name);
  const secret = (stringData: object) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'secret', namespace: name },
    stringData,
  });
  await scenario.write({ manifests: [namespace(name), secret({ stays: 'one', goes: 'two' })] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: [namespace(name), secret({ stays: 'three ✓' })] });
  await scenario.passes(['apply']);

  const data = await jsonpath(scenario, '{.data}', 'secret/secret', '-n', name);

  expect(JSON.parse(data)).toEqual({ stays: Buffer.from('three ✓').toString('base64') });
});

test('brings integers of 64 bits and floats to the cluster as they are', async () => {
  const name = 'apply-numbers';
  const group = `${name}.example.com`;
  const scenario = await scenarioIn(name, `customresourcedefinition/widgets.${group}`);
  const numbers = `{ kubernixos.manifests = [ {
    apiVersion = "${group}/v1";
    kind = "Widget";
    metadata = { name = "numbers"; namespace = "${name}"; };
    spec = {
      largest = 9223372036854775807;
      smallest = -9223372036854775807 - 1;
      precise = 9007199254740993;
      half = 0.5;
      many = 3.141592653589793;
      tiny = 1.0e-7;
    };
  } ]; }`;
  await scenario.write({
    manifests: [namespace(name), widgetDefinition(group)],
    modules: [numbers],
  });

  await scenario.passes(['apply']);

  const where = ['widgets.' + group, 'numbers', '-n', name];
  const live = await scenario.tools.kubectl(['get', ...where, '--output=json']);
  for (const [field, value] of Object.entries({
    largest: '9223372036854775807',
    smallest: '-9223372036854775808',
    precise: '9007199254740993',
    half: '0.5',
    many: '3.141592653589793',
    tiny: '1e-7',
  }))
    expect(live).toContain(`"${field}": ${value}`);
});

test('takes a field over from another manager', async () => {
  const name = 'apply-conflict';
  const scenario = await scenarioIn(name);
  const contested = (key: string) => configMap(name, 'contested', { key });
  await scenario.write({ manifests: [namespace(name), contested('ours')] });
  await scenario.passes(['apply']);
  await scenario.tools.kubectl(
    ['apply', '--server-side', '--force-conflicts', '--field-manager=other', '-f', '-'],
    { stdin: JSON.stringify(contested('theirs')) },
  );

  await scenario.passes(['apply']);

  expect(await jsonpath(scenario, '{.data.key}', 'configmap/contested', '-n', name)).toBe('ours');
});
