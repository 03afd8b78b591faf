import { expect, test } from 'vitest';
import { list } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn, type Scenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes'];

/** Deploys `stays` and `settings` into a namespace; the hostgroup then has `stays` alone. */
async function dropped(name: string) {
  const scenario = await scenarioIn(name);
  const stays = [namespace(name), configMap(name, 'stays')];
  await scenario.write({ manifests: [...stays, configMap(name, 'settings', { color: 'red' })] });
  await scenario.passes(['apply']);
  const exported = await exportSettings(scenario, name);
  await scenario.write({ manifests: stays });
  return { ...scenario, exported };
}

interface Exported {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What kubectl writes to a file: with all that the server put there. */
async function exportSettings({ tools }: Scenario, name: string): Promise<Exported> {
  const args = ['get', 'configmap', 'settings', '-n', name, '--show-managed-fields'];
  return (await tools.kubectlJson(args)) as Exported;
}

function changed(object: Exported, metadata: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...object, metadata: { ...object.metadata, ...metadata } });
}

const configMaps = async ({ tools }: Scenario, name: string) =>
  (await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos']))
    .map(({ metadata }) => metadata.name)
    .sort();

const anew = { uid: undefined, resourceVersion: undefined };

test.each([
  { how: 'kubectl apply', args: ['apply'], fields: { managedFields: undefined } },
  {
    how: 'kubectl apply --server-side',
    args: ['apply', '--server-side'],
    fields: { managedFields: undefined },
  },
  { how: 'kubectl create, with managedFields', args: ['create'], fields: {} },
])('keeps a copy that was exported, renamed and put back by $how', async ({ args, fields }) => {
  const name = `copies-renamed-${args.length}-${Object.keys(fields).length}`;
  const scenario = await dropped(name);
  const { tools, exported, passes } = scenario;
  const copy = changed(exported, { ...anew, ...fields, name: 'copy' });
  await tools.kubectl([...args, '-f', '-'], { stdin: copy });

  const first = await passes([...deploy, '--adopt']);
  const second = await passes(['prune', '--yes', '--adopt']);

  expect(first.stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/settings$`, 'm'));
  for (const { stdout, stderr } of [first, second]) {
    expect(stdout).not.toContain('copy');
    expect(stderr).toContain(`ConfigMap ${name}/copy: its owner annotation is a copy`);
  }
  expect(await configMaps(scenario, name)).toEqual(['copy', 'stays']);
});

// Whoever creates an object becomes the manager of all its fields, whatever managedFields it came with.
test.each([
  { how: 'with its managedFields', id: 'with', fields: {} },
  { how: 'with its managedFields stripped', id: 'without', fields: { managedFields: undefined } },
  { how: 'with empty managedFields', id: 'empty', fields: { managedFields: [] } },
])('keeps what was restored $how, names it, and prunes it with --adopt', async ({ id, fields }) => {
  const name = `copies-restored-${id}`;
  const scenario = await dropped(name);
  const { tools, exported, passes } = scenario;
  await tools.kubectl(['delete', 'configmap', 'settings', '-n', name]);
  await tools.kubectl(['create', '-f', '-'], { stdin: changed(exported, { ...anew, ...fields }) });

  const kept = await passes(deploy);

  expect(kept.stdout).toMatch(/^prune: nothing to do$/m);
  expect(kept.stderr).toMatch(new RegExp(`ConfigMap ${name}/settings: nothing shows .*--adopt`));
  expect(await configMaps(scenario, name)).toEqual(['settings', 'stays']);

  await passes([...deploy, '--adopt']);

  expect(await configMaps(scenario, name)).toEqual(['stays']);
});

// As Velero does after it has created the object.
test('prunes what was restored and got its managedFields back', async () => {
  const name = 'copies-given-back';
  const scenario = await dropped(name);
  const { tools, exported, passes } = scenario;
  await tools.kubectl(['delete', 'configmap', 'settings', '-n', name]);
  await tools.kubectl(['create', '-f', '-'], { stdin: changed(exported, anew) });
  const { managedFields } = exported.metadata;
  const patch = JSON.stringify({ metadata: { managedFields } });
  await tools.kubectl(['patch', 'configmap', 'settings', '-n', name, '--type=merge', '-p', patch]);

  await passes(deploy);

  expect(await configMaps(scenario, name)).toEqual(['stays']);
});

test('keeps a copy in another namespace of what the manifests put into no namespace', async () => {
  const name = 'copies-elsewhere';
  const scenario = await scenarioIn(name, `configmap/${name}`);
  const unplaced = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { color: 'red' },
  };
  await scenario.write({ manifests: [namespace(name), unplaced] });
  await scenario.passes(['apply']);
  const { tools, passes } = scenario;
  const original = (await tools.kubectlJson(['get', 'configmap', name])) as Exported;
  await tools.kubectl(['apply', '-f', '-'], {
    stdin: changed(original, { ...anew, namespace: name }),
  });
  await scenario.write({ manifests: [namespace(name)] });

  const first = await passes(deploy);
  const second = await passes(deploy);

  expect(first.stdout).toMatch(new RegExp(`^pruned +ConfigMap default/${name}$`, 'm'));
  expect(second.stdout).toMatch(/^prune: nothing to do$/m);
  expect(await configMaps(scenario, name)).toEqual([name]);
});
