import { expect, test } from 'vitest';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { showKey } from '../../../src/model/object-key.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import {
  CHECKSUM,
  kubectlArguments,
  liveObject,
  manifest,
  release,
  TYPES,
} from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster, success } from '../../support/fake-cluster.ts';
import { appliedLines, fakeKubectl } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

const old = liveObject({ name: 'old' });
const stuck = liveObject({ name: 'stuck', finalizers: ['example.com/x'] });
const RUNNING = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

interface Scene {
  readonly request?: Partial<DeployRequest>;
  readonly objects?: readonly LiveObject[];
  /** The status of the one Pod of the release. */
  readonly status?: JsonObject;
}

/** Deploys one Pod, and waits 10 seconds unless told. */
async function run({ request, objects = [old], status = RUNNING }: Scene) {
  const web = liveObject({ type: TYPES.Pod, checksum: CHECKSUM, resourceVersion: '5' });
  const cluster = fakeCluster(objects);
  const clock = fakeClock();
  const api = {
    ...cluster.api,
    read: (...look: Parameters<typeof cluster.api.read>) =>
      look[0].kind === 'Pod' ? Promise.resolve(success({ status })) : cluster.api.read(...look),
  };
  const { kubectl } = fakeKubectl(
    () => {
      cluster.put(web);
      return { stdout: appliedLines([web]) };
    },
    { ...cluster, api },
  );
  const { story, ...heard } = fakeStory();
  const result = await deploy(
    deployRequest({
      ...{ verbs: ['apply', 'prune'], yes: true, allowMassPrune: true, waitReady: 10_000 },
      ...request,
    }),
    {
      nix: fakeNix(release([manifest({ type: TYPES.Pod, namespace: 'shop' })])),
      ...{
        kubectl,
        clock,
        story,
        interactive: true,
        run: fakeOwnRun(),
        schemas: fakeSchemaFiles(),
      },
      delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
    },
    new AbortController().signal,
  );
  const names = {
    lost: cluster.lost.map(({ key }) => key.name),
    notReady: heard.notReady.map(({ key, why }) => `${showKey(key)}: ${why}`),
    lingering: heard.lingering.map(({ key }) => key.name),
    types: [...new Set(heard.activities.map((activity) => activity?.type ?? null))],
  };
  return { result, seconds: clock.now() / 1000, last: heard.activities.at(-1), ...names };
}

test('prunes when what was applied is ready', async () => {
  const { result, lost, seconds } = await run({});
  expect([result, lost, seconds]).toEqual(['done', ['old'], 0]);
});

test('does not prune where something is not ready in time', async () => {
  const { result, lost, notReady, seconds } = await run({ status: { phase: 'Running' } });
  expect([result, lost, notReady, seconds]).toEqual([
    'failed',
    [],
    ['Pod shop/web: it runs, and is not Ready'],
    10,
  ]);
});

test('does not prune where something has failed for good, and tells it once', async () => {
  const { result, lost, notReady, seconds } = await run({ status: { phase: 'Failed' } });
  expect([result, lost, notReady, seconds]).toEqual([
    'failed',
    [],
    ['Pod shop/web: Pod failed'],
    0,
  ]);
});

test.each<[string, Partial<DeployRequest>]>([
  ['without --wait-ready', { waitReady: null }],
  ['in a dry run', { kubectl: kubectlArguments({ dryRun: 'server' }) }],
  ['without apply', { verbs: ['prune'] }],
])('waits for nothing to become ready %s', async (_, request) => {
  const { result, seconds } = await run({ request, status: {} });
  expect([result, seconds]).toEqual(['done', 0]);
});

test('waits until what was deleted is gone, and fails where it is held', async () => {
  const { result, lingering, seconds } = await run({ objects: [old, stuck] });
  expect([result, lingering, seconds]).toEqual(['failed', ['stuck'], 10]);
});

test('waits for what an earlier run deleted as well', async () => {
  const terminating = { ...stuck, terminating: true };
  const { result, lingering } = await run({ objects: [terminating] });
  expect([result, lingering]).toEqual(['failed', ['stuck']]);
});

test.each<[string, Partial<DeployRequest>]>([
  ['without --wait-ready', { waitReady: null }],
  ['in a dry run', { kubectl: kubectlArguments({ dryRun: 'client' }) }],
])('does not hang on what is held %s', async (_, request) => {
  const { result, lingering, seconds } = await run({ request, objects: [stuck] });
  expect([result, lingering, seconds]).toEqual(['done', [], 0]);
});

test('says what it is at, and nothing more at the end', async () => {
  const { types, last } = await run({ objects: [old, stuck], status: RUNNING });
  expect(types).toEqual(
    expect.arrayContaining(['evaluating', 'listing', 'planning', 'applying', 'deleting', 'going']),
  );
  expect(last).toBeNull();
});
