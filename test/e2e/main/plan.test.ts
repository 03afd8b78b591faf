import { expect, test } from 'vitest';
import { foretold, looker, observe, planned, readPlan } from './foretold.ts';
import { list, listEverything, versions, whenQuiet } from './live.ts';
import {
  clusterRole,
  configMap,
  deployment,
  namespace,
  service,
  widget,
  widgetDefinition,
  type Manifest,
} from './manifests.ts';
import { expectExit, scenarioIn, startScenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes', '--allow-mass-prune'];

const retained = (manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, annotations: { 'kubernixos/prune': 'disabled' } },
});

const secret = (namespace: string, name: string, stringData: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

/** A Deployment with a little of everything. */
function web(namespace: string, image: string, more: object = {}, replicas?: number): Manifest {
  const plain = deployment(namespace, 'web');
  const container = { name: 'main', image, ports: [{ containerPort: 80 }], ...more };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
  const selector = { matchLabels: { app: 'web' } };
  return {
    ...plain,
    spec: { ...(replicas === undefined ? {} : { replicas }), selector, template },
  };
}

test('does exactly what the plan said, and then has nothing to do', async () => {
  const name = 'plan-agrees';
  const [added, group] = [`${name}-new`, `${name}.example.com`];
  const crd = `customresourcedefinition/widgets.${group}`;
  const leftovers = [name, added, `${name}-old`].map((each) => `namespace/${each}`);
  const scenario = await startScenario(name, [...leftovers, crd, `clusterrole/${name}`]);
  const look = looker(scenario, [name, added], [...leftovers, crd, `clusterrole/${name}`]);
  await scenario.write({
    manifests: [
      namespace(name),
      namespace(`${name}-old`),
      configMap(name, 'same', { key: 'value' }),
      configMap(name, 'changed', { 'site.conf': 'one\ntwo\nthree\n', gone: 'x' }),
      configMap(name, 'surplus'),
      retained(configMap(name, 'precious')),
      secret(name, 'login', { password: 'hunter2-old', user: 'root' }),
      web(name, 'registry.example.com/web:1', { env: [{ name: 'DEBUG', value: '1' }] }, 2),
      service(name, 'web', { selector: { app: 'web' } }),
      clusterRole(name),
    ],
  });
  await scenario.passes(['apply']);
  await scenario.write({
    manifests: [
      namespace(name),
      namespace(added),
      configMap(name, 'same', { key: 'value' }),
      configMap(name, 'changed', { 'site.conf': 'one\n2\nthree\n', come: 'y' }),
      configMap(added, 'fresh'),
      secret(name, 'login', { password: 'hunter2-new', user: 'root' }),
      web(name, 'registry.example.com/web:2', { args: ['--verbose'] }),
      service(name, 'web', {
        selector: { app: 'web' },
        ports: [
          { name: 'http', port: 80 },
          { name: 'https', port: 443 },
        ],
      }),
      widgetDefinition(group),
      widget(group, name, 'first'),
      clusterRole(name),
    ],
  });
  const before = versions(await whenQuiet(look));

  const plan = await readPlan(scenario, 2);
  expect(versions(await look())).toEqual(before);
  const happened = await observe(look, () => scenario.passes(deploy));

  const { created, pruned, updated } = foretold(plan);
  expect(created.filter((object) => object !== `Widget ${name}/first`)).toEqual(happened.created);
  expect(pruned).toEqual([`ConfigMap ${name}/surplus`, `Namespace ${name}-old`]);
  expect(happened.pruned).toContain(`ConfigMap ${name}/surplus`);
  expect(updated).toEqual(happened.updated);
  expect(Object.keys(updated).sort()).toEqual([
    `ConfigMap ${name}/changed`,
    `Deployment ${name}/web`,
    `Secret ${name}/login`,
    `Service ${name}/web`,
  ]);
  expect(planned(plan, 'keep')).toEqual([`ConfigMap ${name}/precious`]);
  expect(planned(plan, 'unchanged')).toEqual([
    `ClusterRole ${name}`,
    `ConfigMap ${name}/same`,
    `Namespace ${name}`,
  ]);
  expect(planned(await readPlan(scenario, 0), 'create', 'update', 'prune', 'failed')).toEqual([]);
});

test('foretells what becomes of objects that were applied client-side', async () => {
  const name = 'plan-client-side';
  const scenario = await scenarioIn(name);
  const { tools } = scenario;
  await tools.kubectl(['create', 'namespace', name]);
  const labelled = (manifest: Manifest, labels: object): Manifest => ({
    ...manifest,
    metadata: { ...manifest.metadata, labels, annotations: { note: 'by hand' } },
  });
  const old = [
    labelled(
      web(
        name,
        'registry.example.com/web:1',
        {
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        },
        3,
      ),
      { tier: 'front', team: 'red' },
    ),
    labelled(
      service(name, 'web', {
        ports: [
          { name: 'http', port: 80 },
          { name: 'admin', port: 8080 },
        ],
      }),
      { tier: 'front' },
    ),
    labelled(configMap(name, 'settings', { keep: '1', drop: '2' }), { tier: 'front' }),
    secret(name, 'login', { password: 'hunter2', old: 'secret-old' }),
  ];
  const stdin = old.map((manifest) => JSON.stringify(manifest)).join('\n---\n');
  await tools.kubectl(['apply', '-f', '-'], { stdin });
  await scenario.write({
    manifests: [
      web(name, 'registry.example.com/web:1', { env: [{ name: 'A', value: '1' }] }),
      service(name, 'web', { ports: [{ name: 'http', port: 80 }] }),
      configMap(name, 'settings', { keep: '1' }),
      secret(name, 'login', { password: 'hunter2' }),
    ],
  });
  const look = looker(scenario, [name], []);
  const before = versions(await whenQuiet(look));

  const plan = await readPlan(scenario, 2);
  expect(versions(await look())).toEqual(before);
  const happened = await observe(look, () => scenario.passes(['apply']));

  expect(foretold(plan)).toEqual(happened);
  expect(Object.keys(happened.updated)).toHaveLength(4);
  const paths = plan.changes.find(({ kind }) => kind === 'Deployment')?.fields ?? [];
  expect(paths.map(({ path }) => path)).toContain('metadata.labels');
  await readPlan(scenario, 0);
});

test('foretells a client-side apply where the user wants one', async () => {
  const name = 'plan-stays-client-side';
  const scenario = await scenarioIn(name);
  const image = 'registry.example.com/web:1';
  const env = (...names: readonly string[]) => ({ env: names.map((each) => ({ name: each })) });
  await scenario.write({
    manifests: [
      namespace(name),
      web(name, image, env('A', 'B'), 2),
      configMap(name, 'settings', { keep: '1', drop: '2' }),
      configMap(name, 'surplus'),
    ],
  });
  await scenario.passes(['apply', '--server-side=false']);
  await scenario.write({
    manifests: [
      namespace(name),
      web(name, image, env('B', 'C')),
      configMap(name, 'settings', { keep: '1', come: '3' }),
    ],
  });
  const look = looker(scenario, [name], []);

  const plan = await readPlan(scenario, 2, '--server-side=false');
  const happened = await observe(look, () => scenario.passes([...deploy, '--server-side=false']));

  expect(foretold(plan)).toEqual(happened);
  expect(Object.keys(happened.updated)).toHaveLength(2);
  expect(happened.pruned).toEqual([`ConfigMap ${name}/surplus`]);
});

test('names the managers from which apply would take fields, and those fields', async () => {
  const name = 'plan-taken';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), web(name, 'registry.example.com/web:1')] });
  await scenario.passes(['apply']);
  const scaled = web(name, 'registry.example.com/web:1', {}, 5);
  await scenario.tools.kubectl(
    ['apply', '--server-side', '--force-conflicts', '--field-manager=autoscaler', '-f', '-'],
    { stdin: JSON.stringify(scaled) },
  );
  await scenario.write({
    manifests: [namespace(name), web(name, 'registry.example.com/web:1', {}, 2)],
  });

  const plan = await readPlan(scenario, 2);

  const change = plan.changes.find(({ kind }) => kind === 'Deployment');
  expect(change?.taken).toEqual([{ manager: 'autoscaler', paths: ['spec.replicas'] }]);
  expect(change?.fields).toEqual([
    { path: 'spec.replicas', type: 'replace', from: 5, to: 2, masked: false },
  ]);
  const { stdout } = await expectExit(2, scenario.run(['plan']));
  expect(stdout).toContain('takes spec.replicas from field manager autoscaler');
});

test('shows that a Secret changes, and no value of it, in any form', async () => {
  const name = 'plan-secret';
  const scenario = await scenarioIn(name);
  const hidden = ['first-password', 'second-password', 'third-password'];
  await scenario.tools.kubectl(['create', 'namespace', name]);
  const old = secret(name, 'login', { a: 'first-password', b: 'third-password' });
  await scenario.tools.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(old) });
  await scenario.write({
    manifests: [secret(name, 'login', { a: 'second-password', c: 'third-password' })],
  });

  const { stdout, stderr } = await expectExit(2, scenario.run(['plan']));
  const json = await expectExit(2, scenario.run(['plan', '--json']));

  expect(stdout).toMatch(/~ data\.a: \(secret value, changed\)/);
  expect(stdout).toMatch(/\+ data\.c: \(secret value, new\)/);
  expect(stdout).toMatch(/- data\.b: \(secret value, removed\)/);
  const said = [stdout, stderr, json.stdout, json.stderr].join('\n');
  for (const value of hidden) {
    expect(said).not.toContain(value);
    expect(said).not.toContain(Buffer.from(value).toString('base64'));
  }
});

test('tells what the server refuses, object by object, plans the rest, and exits 1', async () => {
  const name = 'plan-refused';
  const scenario = await scenarioIn(name);
  const port = (value: number) => service(name, `port-${value}`, { ports: [{ port: value }] });
  await scenario.tools.kubectl(['create', 'namespace', name]);
  await scenario.write({ manifests: [port(80), port(70000), configMap('plan-nowhere', 'lost')] });

  const plan = await readPlan(scenario, 1);

  expect(planned(plan, 'create')).toEqual([`Service ${name}/port-80`]);
  expect(planned(plan, 'failed')).toEqual([
    'ConfigMap plan-nowhere/lost',
    `Service ${name}/port-70000`,
  ]);
  const messages = plan.changes.map(({ message = '' }) => message).join('\n');
  expect(messages).toContain('namespaces "plan-nowhere" not found');
  expect(messages).toContain('must be between 1 and 65535');
});

test('foretells only the verb that it is chained with, and leaves the exit code to it', async () => {
  const name = 'plan-chain';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'old')] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'new')] });

  const { stdout: dry } = await scenario.passes(['plan', 'apply', '--dry-run=server']);
  const { stdout } = await scenario.passes(['plan', 'prune', '--yes']);

  expect(dry).toMatch(/\+ create {2}ConfigMap new[^]*plan: 1 to create, 1 unchanged\n/);
  expect(dry).not.toContain('- prune');
  expect(stdout).toMatch(/- prune {3}ConfigMap old[^]*plan: 1 to prune, 1 kept\npruned/);
});

test('-n and -l narrow the plan as they narrow the run', async () => {
  const name = 'plan-narrow';
  const other = `${name}-other`;
  const scenario = await scenarioIn(name, `namespace/${other}`);
  const release = (version: string) =>
    [name, other].flatMap((each) => [namespace(each), configMap(each, `settings-${version}`)]);
  await scenario.write({ manifests: release('1') });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: release('2') });

  const plan = await readPlan(scenario, 2, '-n', name, '--dry-run=client');

  expect(planned(plan, 'create')).toEqual([`ConfigMap ${name}/settings-2`]);
  expect(planned(plan, 'prune')).toEqual([`ConfigMap ${name}/settings-1`]);
  const { stderr } = await scenario.fails(['plan', '-l', 'no=such']);
  expect(stderr).toContain("no manifest matches -l 'no=such'");
});

test('takes what is there already, unmanaged, for a change', async () => {
  const name = 'plan-unmanaged';
  const scenario = await scenarioIn(name);
  await scenario.tools.kubectl(['create', 'namespace', name]);
  await scenario.write({ manifests: [namespace(name)] });

  const plan = await readPlan(scenario, 2);

  expect(plan.changes).toMatchObject([{ op: 'update', kind: 'Namespace', fields: [] }]);
  expect(plan.changes[0]?.note).toContain('not managed');
});

test('says what follows the end of what is being deleted', async () => {
  const name = 'plan-terminating';
  const scenario = await scenarioIn(name);
  const { tools } = scenario;
  const held = configMap(name, 'held');
  await scenario.write({ manifests: [namespace(name), held] });
  await scenario.passes(['apply']);
  const patch = (finalizers: string) =>
    tools.kubectl(['patch', 'configmap/held', '-n', name, '--type=merge', '-p', finalizers]);
  await patch('{"metadata":{"finalizers":["example.com/held"]}}');
  await tools.kubectl(['delete', 'configmap/held', '-n', name, '--wait=false']);

  const plan = await readPlan(scenario, 2);
  await patch('{"metadata":{"finalizers":null}}');

  expect(planned(plan, 'create')).toEqual([`ConfigMap ${name}/held`]);
  expect(plan.changes.find(({ op }) => op === 'create')?.note).toContain('being deleted');
  expect(await list(tools, ['configmap/held', '-n', name, '--ignore-not-found'])).toEqual([]);
});

test('writes nothing at all', async () => {
  const name = 'plan-writes-nothing';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'old')] });
  await scenario.passes(['apply']);
  await scenario.write({
    manifests: [namespace(name), namespace(`${name}-2`), configMap(name, 'new')],
  });
  const before = await whenQuiet(() => listEverything(scenario.tools));

  await expectExit(2, scenario.run(['plan']));
  await expectExit(2, scenario.run(['plan', '--adopt', '--yes', '--allow-foreign-contents']));

  expect(versions(await listEverything(scenario.tools))).toEqual(versions(before));
});
