import { expect, test } from 'vitest';
import { list, type LiveObject } from './live.ts';
import { configMap, namespace, service, widget, widgetDefinition } from './manifests.ts';
import { scenarioIn, type Scenario } from './scenario.ts';

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

async function namesIn(
  { tools }: Scenario,
  type: string,
  namespace: string,
): Promise<readonly LiveObject['metadata']['name'][]> {
  const objects = await list(tools, [type, '-n', namespace, '-l', 'kubernixos']);
  return objects.map(({ metadata }) => metadata.name).sort();
}
