import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

// What forbids deletions, and is removed together with what it guards.

/** A webhook for deletions in one namespace, by a service that is not there. */
function webhook(name: string, operations = ['DELETE']): Manifest {
  const clientConfig = { service: { name: 'gone', namespace: name } };
  const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations, resources: ['configmaps'] }];
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: 'guard.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 2,
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
        clientConfig,
        rules,
      },
    ],
  };
}

/** A policy against deletions in one namespace. */
function policy(name: string): readonly Manifest[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const metadata = { name };
  const rules = [
    { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['configmaps'] },
  ];
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': name } };
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        matchConstraints: { resourceRules: rules },
        validations: [{ expression: 'false', message: 'guard.example.com says no' }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: {
        policyName: name,
        validationActions: ['Deny'],
        matchResources: { namespaceSelector },
      },
    },
  ];
}

async function guarded(name: string, guards: readonly Manifest[]) {
  const leftovers = guards.map(({ kind }) => `${kind}/${name}`);
  const scenario = await scenarioIn(name, ...leftovers);
  const stays = [namespace(name), configMap(name, 'stays'), configMap(name, 'stays-too')];
  const goes = ['one', 'two'].map((id) => configMap(name, id));
  await scenario.write({ manifests: [...stays, ...goes, ...guards] });
  await scenario.passes(['apply']);
  await waitFor(async () => {
    const probe = ['delete', 'configmap', 'one', '-n', name, '--dry-run=server'];
    return (await scenario.tools.runKubectl(probe)).stderr.includes('guard.example.com');
  });
  return { ...scenario, stays };
}

test('deletes a webhook that cannot be reached before what it guards', async () => {
  const name = 'webhook-dropped';
  const { write, passes, stays } = await guarded(name, [webhook(name)]);
  await write({ manifests: stays });

  const { stdout } = await passes(['apply', 'prune', '--yes']);

  expect(prunedKinds(stdout)).toEqual(['ValidatingWebhookConfiguration', 'ConfigMap', 'ConfigMap']);
});

test('deletes a policy before what it guards, and waits until the API server heeds it no more', async () => {
  const name = 'webhook-policy';
  const { write, passes, stays } = await guarded(name, policy(name));
  await write({ manifests: stays });

  const { stdout } = await passes(['apply', 'prune', '--yes']);

  expect(prunedKinds(stdout)).toEqual([
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ConfigMap',
    'ConfigMap',
  ]);
});

test('says of each object that a webhook lets nobody delete it, and fails', async () => {
  const name = 'webhook-stays';
  const { write, fails, passes, stays, tools } = await guarded(name, [webhook(name)]);
  await write({ manifests: [...stays, webhook(name)] });

  const { stdout } = await fails(['apply', 'prune', '--yes']);

  expect(
    stdout.match(/^failed +ConfigMap webhook-stays\/(one|two): .*guard\.example\.com/gm),
  ).toHaveLength(2);
  expect(stdout).toMatch(/^prune: 2 failed$/m);

  await tools.kubectl(['delete', 'validatingwebhookconfiguration', name]);
  await passes(['prune', '--yes']);
});

test('gets rid by prune alone of a webhook that lets nobody apply', async () => {
  const name = 'webhook-apply';
  const { write, fails, passes } = await guarded(name, [webhook(name, ['UPDATE', 'DELETE'])]);
  await write({ manifests: [namespace(name), configMap(name, 'stays', { changed: 'yes' })] });

  const refused = await fails(['apply', 'prune', '--yes']);
  const pruned = await passes(['prune', '--yes']);
  const applied = await passes(['apply', 'prune', '--yes']);

  expect(refused.stderr).toContain('guard.example.com');
  expect(refused.stdout).not.toMatch(/^pruned/m);
  expect(prunedKinds(pruned.stdout)).toEqual([
    'ValidatingWebhookConfiguration',
    'ConfigMap',
    'ConfigMap',
    'ConfigMap',
  ]);
  expect(applied.stdout).toMatch(/^prune: nothing to do$/m);
});

function prunedKinds(stdout: string): readonly (string | undefined)[] {
  return [...stdout.matchAll(/^pruned +(\w+)/gm)].map(([, kind]) => kind);
}
