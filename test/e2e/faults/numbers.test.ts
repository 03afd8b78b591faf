import { afterAll, beforeAll, expect, test } from 'vitest';
import { namespace } from '../main/manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from '../main/scenario.ts';

const name = 'faults-numbers';
const group = `${name}.example.com`;

// Nix before 2.9 prints all of these floats with 6 digits.
const numbers = {
  sum: ['0.1 + 0.2', '0.30000000000000004'],
  third: ['1.0 / 3', '0.3333333333333333'],
  large: ['1.7976931348623157e308', '1.7976931348623157e+308'],
  small: ['2.2250738585072014e-308', '2.2250738585072014e-308'],
  short: ['0.5', '0.5'],
  whole: ['2.0e15', '2000000000000000'],
  integer: ['9007199254740993', '9007199254740993'],
  largest: ['9223372036854775807', '9223372036854775807'],
} as const;

let scenario: Scenario;

beforeAll(async () => {
  scenario = await prepareScenario(name);
});

afterAll(() =>
  deleteAll(scenario.tools, [`namespace/${name}`, `customresourcedefinition/gauges.${group}`]),
);

test('brings every number exactly to the live object, and finds it unchanged there', async () => {
  const fields = Object.entries(numbers).map(([field, [nix]]) => `${field} = ${nix};`);
  await scenario.write({
    manifests: [namespace(name), definition()],
    modules: [
      `{ kubernixos.manifests.gauge = {
        apiVersion = "${group}/v1"; kind = "Gauge";
        metadata = { name = "it"; namespace = "${name}"; };
        spec = { ${fields.join(' ')} };
      }; }`,
    ],
  });

  await scenario.passes(['apply']);

  const text = await scenario.tools.kubectl(['get', 'gauges', 'it', '-n', name, '-o', 'json']);
  const live = Object.keys(numbers).map((field) => [
    field,
    new RegExp(`"${field}": ([^,\\s]+)`).exec(text)?.[1],
  ]);
  expect(Object.fromEntries(live)).toEqual(
    Object.fromEntries(Object.entries(numbers).map(([field, [, json]]) => [field, json])),
  );
  expect((await scenario.passes(['apply'])).stdout).toBe('apply: 3 unchanged\n');
});

function definition(): object {
  const integer = { type: 'integer', format: 'int64' };
  const properties = Object.fromEntries(
    Object.keys(numbers).map((field) => [field, { type: 'number' }]),
  );
  const spec = { type: 'object', properties: { ...properties, integer, largest: integer } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `gauges.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Gauge', plural: 'gauges', singular: 'gauge', listKind: 'GaugeList' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}
