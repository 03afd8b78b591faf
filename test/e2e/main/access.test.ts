import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list } from './live.ts';
import { clusterRole, configMap, namespace, service } from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';

const asDeveloper = '--context=developer';

const rule = (
  apiGroups: readonly string[],
  resources: readonly string[],
  verbs: readonly string[],
) => ({ apiGroups, resources, verbs });

/** Gives the user `developer` rights, as a Role in a namespace or as a ClusterRole. */
async function grant(
  { tools }: Scenario,
  name: string,
  rules: readonly object[],
  namespace?: string,
) {
  const scope = namespace === undefined ? 'ClusterRole' : 'Role';
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'developer' }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: scope, name };
  const items = [
    { apiVersion, kind: scope, metadata, rules },
    { apiVersion, kind: `${scope}Binding`, metadata, subjects, roleRef },
  ];
  await tools.kubectl(['apply', '-f', '-'], {
    stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  });
}

test('a user who may write to one namespace only can apply to it', async () => {
  const name = 'access-one-namespace';
  const scenario = await startScenario(name, [`namespace/${name}`]);
  await scenario.tools.kubectl(['create', 'namespace', name]);
  const verbs = ['get', 'create', 'patch', 'update'];
  await grant(scenario, name, [rule([''], ['configmaps', 'services'], verbs)], name);
  const manifests = [configMap(name, 'one'), service(name, 'two')];
  await scenario.write({ manifests });

  const first = await scenario.passes(['apply', asDeveloper]);
  await scenario.write({ deployment: 'access-other', manifests });
  const other = await scenario.fails(['apply', asDeveloper]);

  expect(first.stdout).toMatch(/^apply: 2 created$/m);
  expect(first.stderr).not.toContain('not checked');
  expect(other.stderr).toContain(`ConfigMap ${name}/one belongs to deployment ${name}`);
});

test('a user who may not even read what it writes is told once what that means', async () => {
  const name = 'access-blind';
  const scenario = await startScenario(name, [`namespace/${name}`]);
  await scenario.tools.kubectl(['create', 'namespace', name]);
  await grant(scenario, name, [rule([''], ['configmaps', 'services'], ['create', 'patch'])], name);
  await scenario.write({ manifests: [configMap(name, 'one'), service(name, 'two')] });

  const { stdout, stderr } = await scenario.passes(['apply', asDeveloper]);

  expect(stdout).toMatch(/^apply: 2 sent$/m);
  expect(stderr.match(/not checked whether another deployment owns/g)).toHaveLength(1);
  expect(stderr).toContain('configmaps');
});

test('prunes what it may list, names what it may not, and fails unless that is allowed', async () => {
  const name = 'access-some-types';
  const role = `clusterrole/${name}`;
  const scenario = await startScenario(name, [
    `namespace/${name}`,
    role,
    `clusterrolebinding/${name}`,
    `clusterrole/${name}-unseen`,
  ]);
  const stays = [namespace(name), configMap(name, 'stays')];
  const round = async (id: string) => {
    const goes = [configMap(name, `goes-${id}`), service(name, `goes-${id}`)];
    await scenario.write({ manifests: [...stays, ...goes, clusterRole(`${name}-unseen`)] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: stays });
  };
  const verbs = ['get', 'list', 'delete'];
  await grant(scenario, name, [rule([''], ['configmaps', 'services', 'namespaces'], verbs)]);

  await round('first');
  const failed = await scenario.fails(['prune', '--yes', asDeveloper]);
  await round('second');
  const passed = await scenario.passes(['prune', '--yes', '--allow-partial', asDeveloper]);

  expect(failed.stderr).toContain('could not be listed');
  expect(failed.stderr).toMatch(/clusterroles/i);
  expect(failed.stderr).not.toMatch(/^ {2}configmaps/im);
  expect(failed.stdout).toMatch(/^prune: 2 pruned$/m);
  expect(passed.stdout).toMatch(/^prune: 2 pruned$/m);
  expect(await list(scenario.tools, [role, `clusterrole/${name}-unseen`])).toHaveLength(2);
});

test('a user who may list only two namespaces prunes in each with -n, and nowhere else', async () => {
  const [left, right, hidden] = ['access-left', 'access-right', 'access-hidden'];
  const names = [left, right, hidden];
  const scenario = await startScenario(
    'access-two',
    names.map((name) => `namespace/${name}`),
  );
  const stays = names.flatMap((name) => [namespace(name), configMap(name, 'stays')]);
  const goes = names.map((name) => configMap(name, 'goes'));
  await scenario.write({ manifests: [...stays, ...goes] });
  await scenario.passes(['apply']);
  const types = await scenario.tools.kubectl(['api-resources', '--namespaced', '-o', 'name']);
  const groups = types
    .trim()
    .split('\n')
    .map((type) => type.slice(`${type}.`.indexOf('.') + 1));
  const everything = rule([...new Set(groups)], ['*'], ['get', 'list', 'delete']);
  for (const name of [left, right]) await grant(scenario, 'access-two', [everything], name);
  await scenario.write({ manifests: stays });
  const where = async (object: string) =>
    (await list(scenario.tools, ['configmaps', '-A', '-l', 'kubernixos']))
      .filter(({ metadata }) => metadata.name === object)
      .map(({ metadata }) => metadata.namespace ?? '')
      .filter((name) => names.includes(name));

  const everywhere = await scenario.fails(['prune', '--yes', asDeveloper]);
  const outside = await scenario.fails(['prune', '--yes', asDeveloper, '-n', hidden]);
  expect(everywhere.stderr).toContain('configmaps is forbidden');
  expect(outside.stderr).toContain('configmaps is forbidden');
  expect(await where('goes')).toEqual([hidden, left, right]);

  for (const name of [left, right]) {
    const { stdout, stderr } = await scenario.passes(['prune', '--yes', asDeveloper, '-n', name]);
    expect(stdout).toMatch(/^prune: 1 pruned$/m);
    expect(stderr).not.toContain('could not be listed');
  }
  expect(await where('goes')).toEqual([hidden]);
  expect(await where('stays')).toEqual([hidden, left, right]);
});

test('a kuberc that makes every apply a dry run has no effect', async () => {
  const name = 'access-kuberc';
  const scenario = await startScenario(name, [`namespace/${name}`]);
  await mkdir(join(scenario.hostgroup.dir, '.kube'));
  await writeFile(
    join(scenario.hostgroup.dir, '.kube', 'kuberc'),
    `apiVersion: kubectl.config.k8s.io/v1beta1
kind: Preference
defaults:
- command: apply
  options:
  - name: dry-run
    default: server
`,
  );
  const env = { HOME: scenario.hostgroup.dir, KUBERC: undefined };
  const probe = JSON.stringify(configMap('default', name));
  const kubectl = await scenario.tools.kubectl(['apply', '-f', '-'], { env, stdin: probe });
  await scenario.write({ manifests: [namespace(name), configMap(name, 'real')] });

  await scenario.passes(['apply'], { env });

  expect(kubectl).toContain('dry run');
  expect(await list(scenario.tools, ['configmap', 'real', '-n', name])).toHaveLength(1);
});

test('dumps 1000 manifests that kubectl itself accepts', async () => {
  const scenario = await startScenario('access-thousand', []);
  const manifests = Array.from({ length: 1000 }, (_, index) =>
    configMap('default', `thousand-${index}`, { index: String(index) }),
  );
  await scenario.write({ manifests });

  const { stdout: dump } = await scenario.passes(['dump']);
  const said = await scenario.tools.kubectl(['apply', '--dry-run=server', '-f', '-'], {
    stdin: dump,
  });

  const accepted = said.match(/^configmap\/thousand-\d+ created \(server dry run\)$/gm);
  expect(new Set(accepted)).toHaveProperty('size', 1000);
});
