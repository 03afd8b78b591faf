import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { planned, readPlan } from './foretold.ts';
import { list } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { scenarioIn, type Scenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes'];

test('prunes a webhook whose service is gone together with what it guards', async () => {
  const name = 'hostile-webhook';
  const scenario = await scenarioIn(name, `validatingwebhookconfiguration/${name}`);
  const { tools, write, passes } = scenario;
  const guarded = ['one', 'two', 'three'].map((id) => configMap(name, id));
  await write({ manifests: [namespace(name), ...guarded, deadWebhook(name)] });
  await passes(['apply']);
  await whenGuarded(tools, name);
  await write({ manifests: [namespace(name)] });

  const { stdout } = await passes(deploy);

  expect(stdout).toMatch(/^prune: 4 pruned$/m);
  expect(await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos'])).toEqual([]);
  expect(
    await list(tools, [`validatingwebhookconfiguration/${name}`, '--ignore-not-found']),
  ).toEqual([]);
});

test('prune alone removes a dead webhook that lets nothing be applied any more', async () => {
  const name = 'hostile-guard';
  const scenario = await scenarioIn(name, `validatingwebhookconfiguration/${name}`);
  const { tools, write, passes, fails } = scenario;
  const settings = (color: string) => configMap(name, 'one', { color });
  await write({ manifests: [namespace(name), settings('red'), deadWebhook(name)] });
  await passes(['apply']);
  await whenGuarded(tools, name);
  await write({ manifests: [namespace(name), settings('blue')] });

  const refused = await fails(deploy);
  const pruned = await passes(['prune', '--yes']);

  expect(refused.stderr).toContain(`${name}.example.com`);
  expect(refused.stdout).not.toMatch(/^pruned/m);
  expect(pruned.stdout).toMatch(/^prune: 1 pruned$/m);
  // The API server hears of the end of a webhook a moment later.
  await waitFor(async () => (await scenario.run(['apply'])).exitCode === 0);
  const [live] = await list(tools, ['configmap', 'one', '-n', name]);
  expect(live).toHaveProperty('data.color', 'blue');
});

test('applies, changes, plans and prunes an object that is too large for an annotation', async () => {
  const name = 'hostile-large';
  const scenario = await scenarioIn(name);
  const { tools, write, passes } = scenario;
  const large = (letter: string) => configMap(name, 'large', { text: letter.repeat(600_000) });
  await write({ manifests: [namespace(name), large('a')] });
  expect(planned(await readPlan(scenario, 2), 'create')).toContain(`ConfigMap ${name}/large`);
  await passes(deploy);
  await write({ manifests: [namespace(name), large('b')] });

  const change = await readPlan(scenario, 2);
  await passes(deploy);

  expect(planned(change, 'update')).toContain(`ConfigMap ${name}/large`);
  const [live] = await list(tools, ['configmap', 'large', '-n', name]);
  expect(live).toHaveProperty('data.text', 'b'.repeat(600_000));

  await write({ manifests: [namespace(name)] });
  expect(planned(await readPlan(scenario, 2), 'prune')).toEqual([`ConfigMap ${name}/large`]);
  const { stdout } = await passes(deploy);
  expect(stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/large$`, 'm'));
});

test('does not wait for a finalizer that nobody clears, and names it at every run', async () => {
  const name = 'hostile-finalizer';
  const finalizer = 'example.com/nobody-clears-it';
  const { tools, write, passes } = await scenarioIn(name);
  const stuck = configMap(name, 'stuck');
  const metadata = { ...stuck.metadata, finalizers: [finalizer] };
  await write({ manifests: [namespace(name), { ...stuck, metadata }] });
  await passes(deploy);
  await write({ manifests: [namespace(name)] });

  const first = await passes(deploy);
  const second = await passes(deploy);
  const [object] = await list(tools, ['configmap', 'stuck', '-n', name]);
  await tools.kubectl(['patch', 'configmap', 'stuck', '-n', name, '--type=merge', '-p', released]);

  expect(first.stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/stuck.*${finalizer}`, 'm'));
  expect(second.stdout).not.toMatch(/^pruned/m);
  expect(second.stdout + second.stderr).toMatch(
    new RegExp(`ConfigMap ${name}/stuck.*${finalizer}`),
  );
  expect(object?.metadata.deletionTimestamp).toBeDefined();
  const third = await passes(deploy);
  expect(third.stdout + third.stderr).not.toContain('stuck');
});

test('names what keeps a pruned Namespace from going, at every run', async () => {
  const name = 'hostile-namespace';
  const finalizer = 'example.com/nobody-clears-it';
  const { tools, write, passes } = await scenarioIn(name, `configmap/${name}`);
  const stays = configMap('default', name);
  const metadata = { name: 'stuck', namespace: name, finalizers: [finalizer] };
  const stuck = { ...configMap(name, 'stuck'), metadata };
  await write({ manifests: [stays, namespace(name), stuck] });
  await passes(deploy);
  await write({ manifests: [stays] });

  const first = await passes(deploy);
  const second = await passes(deploy);
  await tools.kubectl(['patch', 'configmap', 'stuck', '-n', name, '--type=merge', '-p', released]);

  expect(first.stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/stuck.*${finalizer}`, 'm'));
  expect(second.stdout).not.toMatch(/^pruned/m);
  expect(second.stderr).toMatch(new RegExp(`ConfigMap ${name}/stuck.*${finalizer}`));
  expect(second.stderr).toContain(`Namespace ${name}`);
});

const released = JSON.stringify({ metadata: { finalizers: null } });

/** A webhook guards from the moment on at which the API server has heard of it. */
async function whenGuarded(tools: Scenario['tools'], name: string): Promise<void> {
  const attempt = ['delete', 'configmap', 'one', '-n', name, '--dry-run=server'];
  await waitFor(async () => (await tools.runKubectl(attempt)).stderr.includes('failed calling'));
}

/** Refuses every change of ConfigMaps in the namespace of its name, as its service is not there. */
function deadWebhook(name: string): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: `${name}.example.com`,
        admissionReviewVersions: ['v1'],
        clientConfig: { service: { name: 'gone', namespace: name } },
        failurePolicy: 'Fail',
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
        rules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['UPDATE', 'DELETE'],
            resources: ['configmaps'],
          },
        ],
        sideEffects: 'None',
      },
    ],
  };
}
