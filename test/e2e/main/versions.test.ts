import { expect, test } from 'vitest';
import { list, uids } from './live.ts';
import { namespace, widget, widgetDefinition, type Manifest } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

// One object, under every version and group by which the server serves it.

const deploy = ['apply', 'prune', '--yes'];

test('prunes nothing that the manifests now name by another version of its group', async () => {
  const name = 'versions-built-in';
  const scenario = await scenarioIn(name);
  const { tools, write, passes } = scenario;
  const look = async () => uids(await list(tools, ['horizontalpodautoscalers', '-n', name]));
  await write({ manifests: [namespace(name), autoscaler(name, 'autoscaling/v2')] });
  await passes(['apply']);
  const before = await look();
  await write({ manifests: [namespace(name), autoscaler(name, 'autoscaling/v1')] });

  const pruned = await passes(['prune', '--yes']);
  const deployed = await passes(deploy);

  for (const { stdout } of [pruned, deployed]) expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(await look()).toEqual(before);

  await write({ manifests: [namespace(name)] });
  const last = await passes(deploy);
  expect(last.stdout).toMatch(/^pruned .*\/web$\nprune: 1 pruned$/m);
});

test('prunes no custom resource that the manifests now name by another version', async () => {
  const name = 'versions-custom';
  const group = `${name}.example.com`;
  const scenario = await scenarioIn(name, `customresourcedefinition/widgets.${group}`);
  const { tools, write, passes } = scenario;
  const look = async () => uids(await list(tools, [`widgets.${group}`, '-n', name]));
  const definition = servedTwice(widgetDefinition(group));
  const one = widget(group, name, 'one');
  await write({ manifests: [namespace(name), definition, one] });
  await passes(['apply']);
  const before = await look();
  const newer = { ...one, apiVersion: `${group}/v2` };
  await write({ manifests: [namespace(name), definition, newer] });

  const pruned = await passes(['prune', '--yes']);
  const deployed = await passes(deploy);

  for (const { stdout } of [pruned, deployed]) expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(await look()).toEqual(before);

  await write({ manifests: [namespace(name), definition] });
  const last = await passes(deploy);
  expect(last.stdout).toMatch(/^pruned .*\/one$\nprune: 1 pruned$/m);
});

test.each([
  { from: 'v1', to: 'events.k8s.io/v1' },
  { from: 'events.k8s.io/v1', to: 'v1' },
])('takes what $from and $to both serve for one object', async ({ from, to }) => {
  const name = `versions-groups-${from.length}`;
  const { tools, write, passes } = await scenarioIn(name);
  const look = async () => uids(await list(tools, ['events.v1.', '-n', name]));
  await write({ manifests: [namespace(name), event(name, from)] });
  await passes(deploy);
  const before = await look();
  await write({ manifests: [namespace(name), event(name, to)] });

  const pruned = await passes(['prune', '--yes']);
  const deployed = await passes(deploy);

  for (const { stdout } of [pruned, deployed]) expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(await look()).toEqual(before);

  await write({ manifests: [namespace(name)] });
  const last = await passes(deploy);
  expect(last.stdout).toMatch(/^pruned .*\/something$\nprune: 1 pruned$/m);
  expect(last.stderr).not.toContain('something: ');
});

function autoscaler(namespace: string, apiVersion: string): Manifest {
  return {
    apiVersion,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace },
    spec: {
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    },
  };
}

function servedTwice(definition: Manifest): Manifest {
  const spec = definition['spec'] as { readonly versions: readonly object[] };
  const versions = [...spec.versions, { ...spec.versions[0], name: 'v2', storage: false }];
  return { ...definition, spec: { ...spec, versions } };
}

function event(namespace: string, apiVersion: string): Manifest {
  const about = { apiVersion: 'v1', kind: 'Namespace', name: namespace, namespace };
  return {
    apiVersion,
    kind: 'Event',
    metadata: { name: 'something', namespace },
    ...(apiVersion === 'v1'
      ? { involvedObject: about, message: 'happened' }
      : { regarding: about, note: 'happened' }),
    type: 'Normal',
    reason: 'Test',
    action: 'Testing',
    eventTime: '2026-01-01T00:00:00.000000Z',
    reportingInstance: 'test',
    [apiVersion === 'v1' ? 'reportingComponent' : 'reportingController']: 'example.com/test',
  };
}
