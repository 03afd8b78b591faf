import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { list, type LiveObject } from './live.ts';
import { configMap, namespace, service, widget, widgetDefinition } from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';

const jsonpath = ({ tools }: Scenario, path: string, ...object: readonly string[]) =>
  tools.kubectl(['get', ...object, `--output=jsonpath=${path}`]);

async function scenarioIn(name: string, ...leftovers: readonly string[]): Promise<Scenario> {
  return startScenario(name, [`namespace/${name}`, ...leftovers]);
}

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

test('reports every object that is refused, applies the others, and does not prune', async () => {
  const name = 'apply-invalid';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'surplus')] });
  await scenario.passes(['apply']);
  const wrongPort = service(name, 'wrong', { ports: [{ port: 123456 }] });
  const unknownField = { ...configMap(name, 'unknown-field'), metdata: {} };
  const manifests = [namespace(name), configMap(name, 'right'), unknownField, wrongPort];
  await scenario.write({ manifests });

  const { stdout, stderr } = await scenario.fails(['apply', 'prune', '--yes']);

  expect(stdout).toMatch(/^created +ConfigMap apply-invalid\/right$/m);
  expect(stdout).toMatch(/^failed +ConfigMap apply-invalid\/unknown-field/m);
  expect(stdout).toMatch(/^failed +Service apply-invalid\/wrong/m);
  expect(stderr).toContain('spec.ports[0].port');
  expect(stderr).toContain('prune did not start');
  expect(await namesIn(scenario, 'configmaps', name)).toEqual(['right', 'surplus']);
});

test('applies a Namespace, a CRD and an object of its kind in one run, and a webhook last', async () => {
  const name = 'apply-at-once';
  const group = `${name}.example.com`;
  const webhook = `validatingwebhookconfiguration/${name}`;
  const scenario = await scenarioIn(name, `customresourcedefinition/widgets.${group}`, webhook);
  // A webhook that refuses everything in this namespace: whatever came after it would fail.
  const refusing = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: group,
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        timeoutSeconds: 1,
        clientConfig: { url: 'https://127.0.0.1:1/' },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
        rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*'] }],
      },
    ],
  };
  const objects = [widget(group, name, 'one'), configMap(name, 'z'), widgetDefinition(group)];
  await scenario.write({ manifests: [refusing, ...objects, namespace(name)] });

  const { stdout } = await scenario.passes(['apply', 'prune']);

  const order = [...stdout.matchAll(/^created +(\w+)/gm)].map(([, kind]) => kind);
  expect(order.slice(0, 2).sort()).toEqual(['CustomResourceDefinition', 'Namespace']);
  expect(order.slice(2, 4).sort()).toEqual(['ConfigMap', 'Widget']);
  expect(order.slice(4)).toEqual(['ValidatingWebhookConfiguration']);
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

test('applies and prunes client-side with --server-side=false', async () => {
  const name = 'apply-client-side';
  const scenario = await scenarioIn(name);
  const manifests = [namespace(name), configMap(name, 'stays')];
  await scenario.write({ manifests: [...manifests, configMap(name, 'goes')] });
  await scenario.passes(['apply', '--server-side=false']);
  await scenario.write({ manifests });

  const { stdout } = await scenario.passes(['apply', 'prune', '--yes', '--server-side=false']);

  expect(stdout).toMatch(/^pruned +ConfigMap apply-client-side\/goes$/m);
  const [stays] = await list(scenario.tools, ['configmap', 'stays', '-n', name]);
  expect(stays?.metadata.annotations).toHaveProperty([
    'kubectl.kubernetes.io/last-applied-configuration',
  ]);
});

function heldMetadata(namespace: string, name: string) {
  return { name, namespace, finalizers: ['example.com/hold'] };
}

async function namesIn(
  { tools }: Scenario,
  type: string,
  namespace: string,
): Promise<readonly LiveObject['metadata']['name'][]> {
  const objects = await list(tools, [type, '-n', namespace, '-l', 'kubernixos']);
  return objects.map(({ metadata }) => metadata.name).sort();
}
