import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from './examples.ts';
import { listDumped, listEverything, nameOf, uids, whenQuiet, type LiveObject } from './live.ts';
import { deleteDumped, expectExit, prepareScenario, type Scenario } from './scenario.ts';

const deploy = ['apply', 'prune', '--yes'];

describe.each(examples)('the example $name', ({ file, deployment, change, removal }) => {
  let scenario: Scenario;
  let dump: string;
  let manifests: number;
  const liveObjects = () => listDumped(scenario.tools, dump);
  const writeExample = (modules: readonly string[]) =>
    scenario.hostgroup.write({ base: file, modules });

  beforeAll(async () => {
    scenario = await prepareScenario(deployment);
    await writeExample([]);
    dump = (await scenario.passes(['dump'])).stdout;
    manifests = (JSON.parse(dump) as { items: readonly unknown[] }).items.length;
  });

  afterAll(() => deleteDumped(scenario.tools, dump));

  test('creates every object, with the release in a label and its owner in an annotation', async () => {
    const run = scenario.tools.runKubernixos([file, ...deploy]);
    const { stdout } = await expectExit(0, run);
    expect(stdout).toContain(`apply: ${manifests} created\nprune: nothing to do\n`);

    const { stdout: checksum } = await scenario.passes([]);
    const live = await liveObjects();
    expect(live).toHaveLength(manifests);
    expect(new Set(live.map(({ metadata }) => metadata.labels?.['kubernixos']))).toEqual(
      new Set([checksum.trim()]),
    );
    expect(live.filter((object) => ownerOf(object) !== claimOf(deployment, object))).toEqual([]);
  });

  test('changes nothing when the same is deployed again', async () => {
    const before = await whenQuiet(liveObjects);
    const { stdout } = await scenario.passes(deploy);
    expect(stdout).not.toMatch(/^(created|configured|failed|pruned)/m);
    expect(stdout).toMatch(/\d+ unchanged\nprune: nothing to do\n$/);
    expect((await liveObjects()).map(content)).toEqual(before.map(content));
  });

  test('brings a changed field to the cluster, and replaces no object for it', async () => {
    const before = await liveObjects();
    await writeExample([change.module]);
    const { stdout } = await scenario.passes(deploy);
    expect(stdout).toMatch(change.said);
    expect(stdout).toMatch(/^prune: nothing to do$/m);
    const args = ['get', ...change.object, `--output=jsonpath=${change.path}`];
    expect(await scenario.tools.kubectl(args)).toBe(change.value);
    expect(uids(await liveObjects())).toEqual(uids(before));
  });

  test('prunes a manifest that was removed, and touches nothing else', async () => {
    const before = await lasting(scenario);
    await writeExample([change.module, removal.module]);
    const { stdout } = await scenario.passes(deploy);
    expect(stdout).toMatch(new RegExp(`^prune: ${removal.gone.length} pruned$`, 'm'));

    const expected = before.filter((object) => !removal.gone.includes(nameOf(object)));
    expect(before.length - expected.length).toBe(removal.gone.length);
    expect(uids(await lasting(scenario))).toEqual(uids(expected));
  });
});

/** What no controller makes and removes as it sees fit. */
async function lasting({ tools }: Scenario): Promise<readonly LiveObject[]> {
  return (await listEverything(tools)).filter(
    ({ kind, metadata }) => metadata.ownerReferences === undefined && kind !== 'Endpoints',
  );
}

// The API server stores a PersistentVolumeClaim anew at its second apply, though nothing differs.
function content({ metadata, ...rest }: LiveObject): object {
  return { ...rest, metadata: { ...metadata, resourceVersion: '' } };
}

function ownerOf({ metadata }: LiveObject): string | undefined {
  return metadata.annotations?.['kubernixos/owner'];
}

function claimOf(deployment: string, { apiVersion, kind, metadata }: LiveObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/', 1)[0] : '';
  return `${deployment}:${group ?? ''}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
