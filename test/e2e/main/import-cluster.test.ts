import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutBookkeeping } from '../../../src/model/bookkeeping.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { canonicalText } from '../../../src/model/same-value.ts';
import type { RunResult } from '../../support/cluster-tools.ts';
import { list, whenQuiet } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { expectExit, scenarioIn, type Scenario } from './scenario.ts';
import { writtenObjects } from './written-objects.ts';

const CREATE = ['create'];
const CLIENT_SIDE = ['apply'];
const SERVER_SIDE = ['apply', '--server-side'];

/** A Namespace with objects that kubectl put there, and that controllers have seen. */
async function deployed(
  name: string,
  manifests: readonly Manifest[],
  way: readonly string[] = CREATE,
): Promise<Scenario> {
  const scenario = await scenarioIn(name);
  const { kubectl } = scenario.tools;
  await kubectl(['create', 'namespace', name]);
  const items = { apiVersion: 'v1', kind: 'List', items: manifests };
  await kubectl([...way, '-f', '-'], { stdin: JSON.stringify(items) });
  await whenQuiet(() => objectsIn(scenario, name));
  return scenario;
}

const KINDS =
  'configmaps,services,secrets,serviceaccounts,persistentvolumeclaims,deployments,replicasets,statefulsets,' +
  'cronjobs,jobs,ingresses,networkpolicies,rolebindings,pods';

function objectsIn({ tools }: Scenario, name: string) {
  return list(tools, [KINDS, '-n', name]);
}

/** Imports into the hostgroup's only module. */
async function importInto(
  { tools, hostgroup }: Scenario,
  args: readonly string[],
): Promise<RunResult> {
  const { dir, path } = hostgroup;
  await rm(join(dir, 'live.nix'), { force: true });
  const argv = ['import', ...args, '--out=live.nix'];
  const result = await expectExit(0, tools.runKubernixos(argv, { cwd: dir }));
  // Of its own deployment: that of the tests before still has objects.
  const deployment = `{ kubernixos.deployment = "${basename(dir)}"; }`;
  await writeFile(path, `{ network.modules = [ ./live.nix ${deployment} ]; }`);
  return result;
}

/** What the hostgroup dumps, without our label and annotation. */
async function dumped({ passes }: Scenario): Promise<readonly JsonObject[]> {
  const { stdout } = await passes(['dump']);
  const { items } = JSON.parse(stdout) as { items: readonly JsonObject[] };
  return items.map(withoutBookkeeping);
}

function sorted(objects: readonly unknown[]): readonly string[] {
  return objects.map((object) => canonicalText(object as JsonObject)).sort();
}

/** What objects hold, and which Pods there are; not what is noted about them. */
async function contents(scenario: Scenario, name: string): Promise<readonly string[]> {
  const objects = await objectsIn(scenario, name);
  return sorted(objects.map((object) => withoutBookkeeping(object as unknown as JsonObject)));
}

describe.each([
  ['created', CREATE],
  ['applied client-side', CLIENT_SIDE],
  ['applied server-side', SERVER_SIDE],
])('objects that were %s', (words, way) => {
  const name = `import-${words.replaceAll(' ', '-')}`;

  test('come back as they were written, and to apply them changes nothing', async () => {
    const written = writtenObjects(name).map((object) =>
      // Node ports belong to the whole cluster.
      object.metadata.name === 'outside' ? { ...object, spec: { ports: [{ port: 53 }] } } : object,
    );
    const scenario = await deployed(name, written, way);
    const before = await contents(scenario, name);

    const { stderr } = await importInto(scenario, ['--cluster', '-n', name]);
    expect(stderr).toContain(`${written.length} manifests in live.nix\n`);
    expect(stderr).toContain('left out: 2 objects that Kubernetes makes itself\n');
    expect(stderr).toContain('left out: 1 object that a StatefulSet claims\n');
    expect(stderr).toMatch(/left out: \d+ objects that a controller made\n/);
    expect(sorted(await dumped(scenario))).toEqual(sorted(written));

    await scenario.passes(['apply']);
    expect(await contents(scenario, name)).toEqual(before);
    expect((await scenario.passes(['plan'])).stdout).toContain('nothing to do');
  });
});

test('a node port stays, and what it is told by', async () => {
  const name = 'import-node-port';
  const outside = writtenObjects(name).filter(({ metadata }) => metadata.name === 'outside');
  const scenario = await deployed(name, outside);
  await importInto(scenario, ['services', '--cluster', '-n', name]);
  expect(sorted(await dumped(scenario))).toEqual(sorted(outside));
});

test('writes nothing to the cluster', async () => {
  const name = 'import-reads';
  const scenario = await deployed(name, writtenObjects(name).slice(0, 3));
  const before = await objectsIn(scenario, name);
  await importInto(scenario, ['--cluster', '-n', name]);
  expect(await objectsIn(scenario, name)).toEqual(before);
});

test('what kubernixos applied comes without its label and annotation', async () => {
  const name = 'import-managed';
  const scenario = await scenarioIn(name);
  const manifests = [namespace(name), configMap(name, 'a', { x: '1' })];
  await scenario.write({ manifests });
  await scenario.passes(['apply']);
  await importInto(scenario, ['configmaps', '--cluster', '-n', name]);
  expect(await dumped(scenario)).toEqual([manifests[1]]);
});

test('kinds and labels narrow what is taken', async () => {
  const name = 'import-narrowed';
  const scenario = await deployed(name, [
    configMap(name, 'a'),
    { ...configMap(name, 'b'), metadata: { name: 'b', namespace: name, labels: { [name]: 'x' } } },
  ]);
  await importInto(scenario, ['configmaps', '--cluster', '-A', '-l', `${name}=x`]);
  expect((await dumped(scenario)).map((object) => object['metadata'])).toEqual([
    { name: 'b', namespace: name, labels: { [name]: 'x' } },
  ]);
});

test('who may only read gets the defaults too, and is told', async () => {
  const name = 'import-reader';
  const scenario = await deployed(name, writtenObjects(name).slice(0, 2));
  const { kubectl } = scenario.tools;
  const rights = ['--clusterrole=view', '--user=developer', '-n', name];
  await kubectl(['create', 'rolebinding', 'reader', ...rights]);

  const { stderr } = await importInto(scenario, ['--cluster', '-n', name, '--context=developer']);
  expect(stderr).toContain('objects of these types could not be listed, and are missing:\n');
  expect(stderr).toMatch(/^ {2}secrets: .*forbidden/m);
  expect(stderr).toContain(
    'the server did not tell its defaults, so these stay as it holds them:\n',
  );
  expect(stderr).toMatch(new RegExp(`^  Service ${name}/web: .*forbidden`, 'm'));
  const live = (await dumped(scenario)).find(({ kind }) => kind === 'Service');
  expect(live).toMatchObject({ spec: { type: 'ClusterIP', sessionAffinity: 'None' } });
  expect(live?.['spec']).not.toHaveProperty('clusterIP');
});

test('a kind that the cluster does not have is an error', async () => {
  const scenario = await scenarioIn('import-nothing');
  const { dir } = scenario.hostgroup;
  const run = (...args: readonly string[]) =>
    expectExit(1, scenario.tools.runKubernixos(['import', ...args], { cwd: dir }));
  expect((await run('gadgets', '--cluster')).stderr).toContain('has no kind "gadgets"');
  expect((await run('configmaps', '--cluster', '-n', 'import-nothing')).stderr).toContain(
    'there is nothing to import',
  );
});
