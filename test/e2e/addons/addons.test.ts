import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  listDumped,
  listEverything,
  nameOf,
  uids,
  whenQuiet,
  type LiveObject,
} from '../main/live.ts';
import type { Manifest } from '../main/manifests.ts';
import { prepareScenario, type Scenario } from '../main/scenario.ts';
import { exclusions } from './exclusions.ts';
import { readAddons } from './read-addons.ts';

// Manifests that no one here wrote: those that Kubernetes itself ships as add-ons.
const { files, manifests } = readAddons();
const half = manifests.filter((_, index) => index % 2 === 0);
const deploy = ['apply', 'prune', '--yes'];

let scenario: Scenario;
let before: readonly LiveObject[];

beforeAll(async () => {
  scenario = await prepareScenario('addons');
  before = await lasting();
});

afterAll(async () => {
  await scenario.write({ manifests: [] });
  await scenario.run(['prune', '--yes', '--allow-mass-prune']);
});

test('every file of the add-ons is read, or excluded for a reason', () => {
  expect(files).toHaveLength(84);
  expect(files).toEqual(expect.arrayContaining(Object.keys(exclusions)));
  expect(manifests).toHaveLength(111);
});

test('deploys all of them as one release', async () => {
  await scenario.write({ manifests });

  const { stdout } = await scenario.passes(deploy);

  expect(stdout).toContain(`apply: ${manifests.length} created\nprune: nothing to do\n`);
  const found = await present(manifests);
  expect(found).toHaveLength(manifests.length);
  expect((await live()).map(nameOf).sort()).toEqual(found);
});

test('changes nothing when the same is deployed again', async () => {
  await whenQuiet(live);

  const { stdout } = await scenario.passes(deploy);

  expect(stdout).toBe(`apply: ${manifests.length} unchanged\nprune: nothing to do\n`);
});

test('prunes the half that is removed, and nothing else', async () => {
  const kept = uids(await live());
  await scenario.write({ manifests: half });

  const { stdout } = await scenario.passes(deploy);

  expect(stdout).toContain(`prune: ${manifests.length - half.length} pruned\n`);
  const now = uids(await live());
  expect(Object.keys(now).sort()).toEqual(await present(half));
  expect(now).toEqual(Object.fromEntries(Object.keys(now).map((name) => [name, kept[name]])));
});

test('prunes all, and leaves what is not ours as it was', async () => {
  await scenario.write({ manifests: [] });

  const { stdout } = await scenario.passes([...deploy, '--allow-mass-prune']);

  expect(stdout).toContain(`prune: ${half.length} pruned\n`);
  expect(await live()).toEqual([]);
  expect(uids(await whenQuiet(lasting))).toEqual(uids(before));
});

/** What carries our label, and is no copy that a controller made. */
async function live(): Promise<readonly LiveObject[]> {
  return (await lasting()).filter(({ metadata }) => metadata.labels?.['kubernixos'] !== undefined);
}

/** Which of some manifests the cluster holds, named as it names them: many say a namespace in vain. */
async function present(some: readonly Manifest[]): Promise<readonly string[]> {
  const dump = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: some });
  return (await listDumped(scenario.tools, dump)).map(nameOf).sort();
}

/** What no controller makes and removes as it sees fit. */
async function lasting(): Promise<readonly LiveObject[]> {
  return (await listEverything(scenario.tools)).filter(
    ({ kind, metadata }) => metadata.ownerReferences === undefined && kind !== 'Endpoints',
  );
}
