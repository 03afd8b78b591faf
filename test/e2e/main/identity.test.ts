import { expect, test } from 'vitest';
import { list, listEverything, nameOf, versions, whenQuiet } from './live.ts';
import { clusterRole, configMap, namespace, service, type Manifest } from './manifests.ts';
import { startScenario, type Scenario } from './scenario.ts';

/** A release whose objects all change: every manifest says what `version` is. */
const release = (name: string, version: string) =>
  [
    namespace(name),
    configMap(name, 'settings', { version }),
    service(name, 'web'),
    clusterRole(name),
  ].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { version } },
  }));

/** Deployed in version 1, with one more ConfigMap; the hostgroup then says version 2, without it. */
async function outdated(name: string): Promise<Scenario> {
  const scenario = await startScenario(name, [`namespace/${name}`, `clusterrole/${name}`]);
  await scenario.write({ manifests: [...release(name, '1'), configMap(name, 'surplus')] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: release(name, '2') });
  return scenario;
}

const wasPruned = /^pruned +(\S+ \S+)/gm;
const wouldBePruned = /^would prune +(\S+ \S+)/gm;

const objectsIn = (stdout: string, line: RegExp) =>
  [...stdout.matchAll(line)].map(([, object]) => object);

test('prune alone, with a closure that was never applied, spares every identity in it', async () => {
  const name = 'identity-prune-alone';
  const { passes, tools } = await outdated(name);
  const before = await list(tools, ['configmaps,services', '-n', name, '-l', 'kubernixos']);

  const { stdout, stderr } = await passes(['prune', '--yes']);

  expect(objectsIn(stdout, wasPruned)).toEqual([`ConfigMap ${name}/surplus`]);
  expect(stderr).toContain(`ConfigMap ${name}/settings: in the manifests, but not applied`);
  const expected = before.filter((object) => nameOf(object) !== `ConfigMap ${name}/surplus`);
  const after = await list(tools, ['configmaps,services', '-n', name, '-l', 'kubernixos']);
  expect(versions(after)).toEqual(versions(expected));
});

test.each(['server', 'client', 'true'])(
  '--dry-run=%s selects no identity of the manifests, and changes nothing at all',
  async (mode) => {
    const name = `identity-dry-${mode}`;
    const { passes, tools } = await outdated(name);
    const before = await whenQuiet(() => listEverything(tools));

    const both = await passes(['apply', 'prune', `--dry-run=${mode}`]);
    const alone = await passes(['prune', '--yes', '--adopt', `--dry-run=${mode}`]);

    expect(objectsIn(both.stdout, wouldBePruned)).toEqual([`ConfigMap ${name}/surplus`]);
    expect(objectsIn(alone.stdout, wouldBePruned)).toEqual([`ConfigMap ${name}/surplus`]);
    expect(versions(await listEverything(tools))).toEqual(versions(before));
  },
);

/** A release of two namespaces, deployed in version 1; the hostgroup then says version 2. */
async function twoNamespaces(name: string) {
  const [here, there] = [`${name}-here`, `${name}-there`];
  const inApp = (app: string, manifest: Manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, labels: { app } },
  });
  const manifests = (version: string) => [
    inApp('left', namespace(here)),
    inApp('left', configMap(here, 'settings', { version })),
    inApp('left', configMap(here, `only-${version}`)),
    inApp('left', clusterRole(`${name}-left-${version}`)),
    inApp('right', namespace(there)),
    inApp('right', configMap(there, 'settings', { version })),
    inApp('right', configMap(there, `only-${version}`)),
    inApp('right', clusterRole(`${name}-right-${version}`)),
  ];
  const roles = ['left-1', 'right-1', 'left-2', 'right-2'].map((id) => `clusterrole/${name}-${id}`);
  const leftovers = [`namespace/${here}`, `namespace/${there}`, ...roles];
  const scenario = await startScenario(name, leftovers);
  await scenario.write({ manifests: manifests('1') });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: manifests('2') });
  return { ...scenario, here, there };
}

test('-n applies to and prunes from one namespace, and nothing that has none', async () => {
  const { passes, tools, here } = await twoNamespaces('identity-n');
  const before = await whenQuiet(() => listEverything(tools));

  const { stdout } = await passes(['apply', 'prune', '--yes', '-n', here]);

  expect(objectsIn(stdout, wasPruned)).toEqual([`ConfigMap ${here}/only-1`]);
  expect(await difference(tools, before)).toEqual([
    `ConfigMap ${here}/only-1`,
    `ConfigMap ${here}/only-2`,
    `ConfigMap ${here}/settings`,
  ]);
});

test('-l applies and prunes what carries the label', async () => {
  const { passes, tools, there } = await twoNamespaces('identity-l');
  const before = await whenQuiet(() => listEverything(tools));

  await passes(['apply', 'prune', '--yes', '-l', 'app=right']);

  expect(await difference(tools, before)).toEqual([
    'ClusterRole identity-l-right-1',
    'ClusterRole identity-l-right-2',
    `ConfigMap ${there}/only-1`,
    `ConfigMap ${there}/only-2`,
    `ConfigMap ${there}/settings`,
    `Namespace ${there}`,
  ]);
});

test('-l and -n do not make prune forget what is in the manifests', async () => {
  const { passes, tools, here } = await twoNamespaces('identity-both');
  const before = await whenQuiet(() => listEverything(tools));

  await passes(['prune', '--yes', '-l', 'app=left', '-n', here]);

  expect(await difference(tools, before)).toEqual([`ConfigMap ${here}/only-1`]);
});

test('-l keeps a Namespace in which this deployment has what it leaves out, whatever is allowed', async () => {
  const name = 'identity-l-contents';
  const inner = `${name}-inner`;
  const scenario = await startScenario(name, [`namespace/${name}`, `namespace/${inner}`]);
  const labelled = (manifest: Manifest, app: string): Manifest => ({
    ...manifest,
    metadata: { ...manifest.metadata, labels: { app } },
  });
  const goes = [labelled(namespace(inner), 'one'), labelled(configMap(inner, 'left'), 'two')];
  await scenario.write({ manifests: [namespace(name), ...goes] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: [namespace(name)] });

  const narrowed = ['prune', '--yes', '-l', 'app=one', '--allow-foreign-contents'];
  const { stdout, stderr } = await scenario.fails(narrowed);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(stderr).toContain(`ConfigMap ${inner}/left`);
  const wide = await scenario.passes(['prune', '--yes']);
  expect(wide.stdout).toMatch(/^prune: 2 pruned$/m);
});

/** What was created, changed or deleted since then, sorted. */
async function difference(
  tools: Scenario['tools'],
  before: Awaited<ReturnType<typeof list>>,
): Promise<readonly string[]> {
  const [old, now] = [versions(before), versions(await listEverything(tools))];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => old[name] !== now[name]).sort();
}
