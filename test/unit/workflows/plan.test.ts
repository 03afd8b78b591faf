import { expect, test } from 'vitest';
import { record, text } from '../../../src/adapters/narrow.ts';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { showKey } from '../../../src/model/object-key.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import {
  CHECKSUM,
  definition,
  discovery,
  liveObject,
  manifest,
  release,
  TYPES,
} from '../../support/builders.ts';
import {
  failure,
  type FakeCluster,
  fakeCluster,
  type FakeClusterOptions,
} from '../../support/fake-cluster.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeKubectl, sentNames } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';
import { deployRequest } from '../../support/deploy-request.ts';

interface Scene {
  readonly request?: Partial<DeployRequest>;
  readonly manifests?: readonly Manifest[];
  readonly objects?: readonly LiveObject[];
  readonly cluster?: FakeClusterOptions;
  /** What the server says against objects, by kind and name. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What happens before each rehearsal. */
  readonly meanwhile?: (cluster: FakeCluster) => void;
}

/** One run of `plan`; the server would hold what it is sent. */
async function plan({
  request,
  manifests = [],
  objects = [],
  cluster: options,
  refused = {},
  ...scene
}: Scene) {
  const cluster = fakeCluster(objects, options);
  const { kubectl, runs } = fakeKubectl((run) => {
    scene.meanwhile?.(cluster);
    const sent = run.input.split('---\n').map((text): unknown => JSON.parse(text));
    const names = sentNames(run);
    const items = sent
      .filter((_, index) => refused[names[index] ?? ''] === undefined)
      .map((object) => asHeld(object, cluster));
    const stderr = names.flatMap((name) => refused[name] ?? []).join('\n');
    const stdout = items.length === 0 ? '' : JSON.stringify({ kind: 'List', items });
    return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
  }, cluster);
  const { story, plans } = fakeStory();
  const result = await deploy(
    deployRequest({ verbs: ['plan'], ...request }),
    {
      nix: fakeNix(release(manifests)),
      kubectl,
      clock: fakeClock(),
      run: fakeOwnRun(),
      schemas: fakeSchemaFiles(),
      delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
      story,
      interactive: false,
    },
    new AbortController().signal,
  ).catch((error: unknown) => {
    if (error instanceof Failure) return error.code;
    throw error;
  });
  const [shown] = plans;
  const applies = shown?.applies.map(({ op, target }) => `${op} ${showKey(target.key)}`);
  const prunes = shown?.prunes.map(({ op, object }) => `${op} ${showKey(object.key)}`);
  return { result, applies, prunes, shown, dryRuns: runs.map(sentNames), cluster };
}

/** An object as a dry run gives it: with the resourceVersion of the state that it starts from. */
function asHeld(object: unknown, { objects }: FakeCluster): object {
  const metadata = record(record(object)['metadata']);
  const live = [...objects.values()].find(({ key }) => key.name === text(metadata['name']));
  return {
    ...record(object),
    metadata: { ...metadata, resourceVersion: live?.resourceVersion },
  };
}

const wanted = manifest({ name: 'wanted', namespace: 'shop' });
const surplus = liveObject({ name: 'surplus' });
const current = liveObject({ name: 'wanted', checksum: CHECKSUM });

test('there is nothing to do where the cluster holds the release', async () => {
  const { result, applies, prunes } = await plan({ manifests: [wanted], objects: [current] });
  expect([result, applies, prunes]).toEqual(['done', ['unchanged ConfigMap shop/wanted'], []]);
});

test('tells what would be created and pruned, and deletes nothing', async () => {
  const { result, applies, prunes, cluster } = await plan({
    manifests: [wanted],
    objects: [surplus],
  });
  expect(result).toBe('changes');
  expect(applies).toEqual(['create ConfigMap shop/wanted']);
  expect(prunes).toEqual(['prune ConfigMap shop/surplus']);
  expect(cluster.deletions).toEqual([]);
});

test('an object of the release that another release labelled is no keep: apply reaches it', async () => {
  const { prunes, result } = await plan({
    manifests: [wanted],
    objects: [liveObject({ name: 'wanted' })],
  });
  expect([prunes, result]).toEqual([[], 'done']);
});

test('what lies in a new Namespace, or is of a new kind, is planned and not sent', async () => {
  const types = Object.values(TYPES).filter((type) => type !== TYPES.Widget);
  const { applies, dryRuns, result } = await plan({
    manifests: [
      manifest({ type: TYPES.Namespace, name: 'new' }),
      manifest({ name: 'inside', namespace: 'new' }),
      definition(TYPES.Widget),
      manifest({ type: TYPES.Widget, name: 'first', namespace: 'shop' }),
    ],
    cluster: { discovery: discovery(types) },
  });
  expect(result).toBe('changes');
  expect(applies).toHaveLength(4);
  expect(dryRuns).toEqual([['Namespace new', 'CustomResourceDefinition widgets.example.com']]);
});

test('an object that is there in another version is no new one', async () => {
  const v2 = { ...TYPES.Widget, version: 'v2' };
  const { applies, shown } = await plan({
    manifests: [definition(v2), manifest({ type: v2, name: 'first', namespace: 'shop' })],
    objects: [liveObject({ type: TYPES.Widget, name: 'first' })],
  });
  expect(applies).toContain('update Widget.example.com shop/first');
  expect(shown?.applies.find(({ op }) => op === 'update')).toMatchObject({
    note: 'its CustomResourceDefinition changes first',
  });
});

test('an object that is being deleted is planned anew, and so is all in a Namespace that is', async () => {
  const { applies, dryRuns } = await plan({
    manifests: [manifest({ type: TYPES.Namespace, name: 'shop' }), wanted],
    objects: [liveObject({ type: TYPES.Namespace, name: 'shop', terminating: true }), current],
    cluster: {
      api: {
        read: () =>
          Promise.resolve({
            ok: true,
            value: { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
          }),
      },
    },
  });
  expect(applies).toEqual(['create Namespace shop', 'create ConfigMap shop/wanted']);
  expect(dryRuns).toEqual([]);
});

test('fails where the server refuses an object, with its reason, and plans the rest', async () => {
  const { result, shown, applies } = await plan({
    manifests: [wanted, manifest({ name: 'bad', namespace: 'shop' })],
    refused: { 'ConfigMap bad': 'Error from server (Invalid): it is no good' },
  });
  expect(result).toBe('failed');
  expect(applies).toEqual(['failed ConfigMap shop/bad', 'create ConfigMap shop/wanted']);
  expect(shown?.applies[0]).toMatchObject({ message: 'it is no good' });
});

test('what a controller writes between the look and the rehearsal is no change of ours', async () => {
  const labels = { ...current.labels, 'about-to': 'go' };
  const { result, applies } = await plan({
    manifests: [wanted],
    objects: [{ ...current, labels }],
    meanwhile: (cluster) => {
      cluster.put({ ...current, resourceVersion: '2' });
    },
  });
  expect([result, applies]).toEqual(['done', ['unchanged ConfigMap shop/wanted']]);
});

test('an object that is taken over from another deployment is a change', async () => {
  const { result, shown } = await plan({
    manifests: [wanted],
    objects: [liveObject({ name: 'wanted', deployment: 'blog' })],
    request: { adopt: true },
  });
  expect(result).toBe('changes');
  expect(shown?.applies).toMatchObject([
    { op: 'update', fields: [], note: 'it is taken over from deployment blog' },
  ]);
});

test('an object that a webhook without dry run guards may well change', async () => {
  const message = 'admission webhook "x" does not support dry run';
  const { result, shown } = await plan({
    manifests: [wanted],
    objects: [current],
    refused: { 'ConfigMap wanted': `Error from server (BadRequest): ${message}` },
  });
  expect(result).toBe('changes');
  expect(shown?.applies).toMatchObject([
    { op: 'update', fields: [], note: `what it would become is not known: ${message}` },
  ]);
});

test('what may not be read fails the plan: nobody can tell what would change', async () => {
  const { result, shown } = await plan({
    manifests: [wanted],
    cluster: { api: { read: () => Promise.resolve(failure(403, 'configmaps is forbidden')) } },
  });
  expect(result).toBe('failed');
  expect(shown?.applies).toMatchObject([
    { op: 'failed', message: 'what is there cannot be read: configmaps is forbidden' },
  ]);
});

test.each([
  [false, 'failed'],
  [true, 'changes'],
])(
  'with --allow-partial=%s, types that cannot be listed make it %s',
  async (allowPartial, verdict) => {
    const { result, shown } = await plan({
      manifests: [wanted],
      request: { allowPartial },
      cluster: { forbidden: [TYPES.Secret] },
    });
    expect([result, shown?.gaps.map(({ type }) => type?.plural)]).toEqual([verdict, ['secrets']]);
  },
);

test('fails where a Namespace that should go holds what others made', async () => {
  const { result, prunes } = await plan({
    manifests: [wanted],
    objects: [
      current,
      liveObject({ type: TYPES.Namespace, name: 'old' }),
      liveObject({ name: 'theirs', namespace: 'old', checksum: null, deployment: null }),
    ],
  });
  expect([result, prunes]).toEqual(['failed', ['keep Namespace old']]);
});

test('a gateway that finds no list is not believed that a definition, still to be deleted, holds nothing', async () => {
  const objects = [
    liveObject({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
    liveObject({ type: TYPES.Namespace, name: 'old' }),
  ];
  const { api } = fakeCluster([current, ...objects]);
  const listPage: typeof api.listPage = (type, query, signal) =>
    type.kind === 'Widget' && query.labelSelector === ''
      ? Promise.resolve(failure(404, 'no such page'))
      : api.listPage(type, query, signal);
  const { shown } = await plan({
    manifests: [wanted],
    objects: [current, ...objects],
    cluster: { api: { listPage } },
  });
  expect(shown?.prunes.map((change) => change.op === 'keep' && change.reason)).toEqual(
    objects.map(() => ({
      type: 'contents-unknown',
      gaps: ['widgets.example.com: no such page'],
    })),
  );
});

test('says what a real run would refuse, and plans it all the same', async () => {
  const { shown, result } = await plan({ objects: [surplus] });
  expect(shown?.guard).toContain('the release is empty');
  expect(result).toBe('failed');
});

test.each([
  [['plan', 'apply'] as const, 1, []],
  [['plan', 'prune'] as const, 0, ['prune ConfigMap shop/surplus']],
])('in the chain %j it tells of that verb alone', async (verbs, applies, prunes) => {
  const scene = { manifests: [wanted], objects: [current, surplus] };
  const { shown, ...told } = await plan({ ...scene, request: { verbs, yes: true } });
  expect(shown?.applies).toHaveLength(applies);
  expect(told.prunes).toEqual(prunes);
});

test('a selector that matches nothing is a slip', async () => {
  const selector = [{ key: 'app', operator: 'in', values: ['x'] }] as const;
  const kubectl = { ...deployRequest().kubectl, selector };
  expect((await plan({ manifests: [wanted], request: { kubectl } })).result).toBe('no-match');
});
