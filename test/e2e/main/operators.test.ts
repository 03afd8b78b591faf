import { expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { list, type LiveObject } from './live.ts';
import {
  clusterRole,
  configMap,
  deployment,
  namespace,
  widget,
  widgetDefinition,
  type Manifest,
} from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes'];
const finalizer = 'example.com/clean-up';

/** An operator with its rights, its definition, and two resources that it must clean up. */
function operator(name: string, group: string): readonly Manifest[] {
  return [
    widgetDefinition(group),
    namespace(name),
    serviceAccount(name),
    clusterRole(name),
    clusterRoleBinding(name),
    deployment(name, 'operator'),
    ...['one', 'two'].map((id) => widget(group, name, id, { finalizers: [finalizer] })),
  ];
}

test('an operator that is removed with its resources clears their finalizers first', async () => {
  const name = 'operators-whole';
  const group = `${name}.example.com`;
  const cluster = [`clusterrole/${name}`, `clusterrolebinding/${name}`, `crd/widgets.${group}`];
  const leftovers = [`namespace/${name}`, `configmap/${name}`, ...cluster];
  const scenario = await startScenario(name, leftovers);
  const stays = configMap('default', name);
  await scenario.write({ manifests: [stays, ...operator(name, group)] });
  await scenario.passes(deploy);
  await scenario.write({ manifests: [stays] });

  let ended = false;
  const run = scenario.passes(deploy).finally(() => (ended = true));
  const cleaned = await playOperator(scenario, name, group, () => ended);
  const { stdout } = await run;

  expect([...cleaned].sort()).toEqual(['one', 'two']);
  expect(stdout).toMatch(/^prune: 8 pruned$/m);
  const { tools } = scenario;
  await waitFor(async () => (await list(tools, [...cluster, '--ignore-not-found'])).length === 0);
  await waitFor(async () => (await find(scenario, 'namespace', name)) === undefined);
});

test('an operator lives until it has cleaned up what others made of a definition that goes', async () => {
  const name = 'operators-foreign';
  const group = `${name}.example.com`;
  const cluster = [`clusterrole/${name}`, `clusterrolebinding/${name}`, `crd/widgets.${group}`];
  const leftovers = [`namespace/${name}`, `configmap/${name}`, ...cluster];
  const scenario = await startScenario(name, leftovers);
  const stays = configMap('default', name);
  const ours = operator(name, group).filter(({ kind }) => kind !== 'Widget');
  await scenario.write({ manifests: [stays, ...ours] });
  await scenario.passes(deploy);
  const theirs = widget(group, name, 'theirs', { finalizers: [finalizer] });
  await scenario.tools.kubectl(['create', '-f', '-'], { stdin: JSON.stringify(theirs) });
  await scenario.write({ manifests: [stays] });

  let ended = false;
  const run = scenario
    .passes([...deploy, '--allow-foreign-contents'])
    .finally(() => (ended = true));
  const cleaned = await playOperator(scenario, name, group, () => ended);
  const { stdout } = await run;

  expect([...cleaned]).toEqual(['theirs']);
  expect(stdout).toMatch(/^prune: 6 pruned$/m);
  await waitFor(async () => (await find(scenario, 'namespace', name)) === undefined);
});

test('an operator lives until what it made for its resources is cleaned up, too', async () => {
  const name = 'operators-children';
  const group = `${name}.example.com`;
  const cluster = [`clusterrole/${name}`, `clusterrolebinding/${name}`, `crd/widgets.${group}`];
  const leftovers = [`namespace/${name}`, `configmap/${name}`, ...cluster];
  const scenario = await startScenario(name, leftovers);
  const stays = configMap('default', name);
  await scenario.write({ manifests: [stays, ...operator(name, group)] });
  await scenario.passes(deploy);
  const [parent] = await list(scenario.tools, [`widgets.${group}/one`, '-n', name]);
  const owner = {
    apiVersion: `${group}/v1`,
    kind: 'Widget',
    name: 'one',
    uid: parent?.metadata.uid,
  };
  const metadata = { finalizers: [finalizer], ownerReferences: [{ ...owner, controller: true }] };
  const child = widget(group, name, 'child', metadata);
  await scenario.tools.kubectl(['create', '-f', '-'], { stdin: JSON.stringify(child) });
  await scenario.write({ manifests: [stays] });

  let ended = false;
  const run = scenario.passes(deploy).finally(() => (ended = true));
  const cleaned = await playOperator(scenario, name, group, () => ended);
  await run;

  expect([...cleaned].sort()).toEqual(['child', 'one', 'two']);
  await waitFor(async () => (await find(scenario, 'namespace', name)) === undefined);
});

/**
 * Does what the operator would do until the run is over: clears the finalizer of each dying resource, as
 * long as its Deployment and its rights are there. Gives the names of those it cleared.
 */
async function playOperator(
  scenario: Scenario,
  name: string,
  group: string,
  isOver: () => boolean,
): Promise<ReadonlySet<string>> {
  const cleared = new Set<string>();
  await waitFor(
    async () => {
      const ids = await dying(scenario, name, group);
      const needed = await Promise.all([
        find(scenario, 'deployment', 'operator', name),
        find(scenario, 'serviceaccount', 'operator', name),
        find(scenario, 'clusterrole', name),
        find(scenario, 'clusterrolebinding', name),
      ]);
      if (needed.every(isAlive))
        for (const id of ids) {
          await clear(scenario, name, `widgets.${group}/${id}`);
          cleared.add(id);
        }
      return isOver();
    },
    { deadline: 120_000, what: 'the end of the run' },
  );
  return cleared;
}

async function dying(scenario: Scenario, name: string, group: string): Promise<readonly string[]> {
  const present = await find(scenario, 'crd', `widgets.${group}`);
  if (present === undefined) return [];
  return (await list(scenario.tools, [`widgets.${group}`, '-n', name]))
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(({ metadata }) => metadata.name);
}

async function clear({ tools }: Scenario, name: string, object: string): Promise<void> {
  const patch = JSON.stringify({ metadata: { finalizers: null } });
  await tools.kubectl(['patch', object, '-n', name, '--type=merge', '-p', patch]);
}

async function find(
  { tools }: Scenario,
  type: string,
  id: string,
  namespace?: string,
): Promise<LiveObject | undefined> {
  const where = namespace === undefined ? [] : ['-n', namespace];
  const [object] = await list(tools, [type, id, '--ignore-not-found', ...where]);
  return object;
}

function isAlive(object: LiveObject | undefined): boolean {
  return object !== undefined && object.metadata.deletionTimestamp === undefined;
}

function serviceAccount(namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'operator', namespace } };
}

function clusterRoleBinding(name: string): Manifest {
  const apiGroup = 'rbac.authorization.k8s.io';
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: 'operator', namespace: name }],
  };
}
