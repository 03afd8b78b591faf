import { expect, test } from 'vitest';
import { deploy } from '../../../src/workflows/deploy.ts';
import { kubectlArguments, liveObject, manifest, TYPES } from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster } from '../../support/fake-cluster.ts';
import { fakeKubectl } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

import { kept, many, old, run, type Scene } from './deploy-scene.ts';

test('applies, then prunes what the release no longer holds', async () => {
  const { result, told, lost } = await run({ manifests: [kept], objects: [old] });
  expect([result, told, lost]).toEqual([
    'done',
    ['created ConfigMap shop/kept', 'pruned ConfigMap shop/old'],
    ['ConfigMap shop/old'],
  ]);
});

test('without a verb touches no cluster', async () => {
  const { result, isOpen, sent } = await run({ verbs: [], manifests: [kept], objects: [old] });
  expect([result, isOpen, sent]).toEqual(['done', false, []]);
});

test('hands over the release before it rolls it out', async () => {
  const { delivered, result } = await run({ verbs: ['dump', 'build'], manifests: [kept] });
  expect([result, delivered]).toEqual(['done', ['dump', 'build']]);
});

test('prune alone selects nothing that is in a changed release, and says that it was not applied', async () => {
  const live = liveObject({ name: 'kept' });
  const { result, lost, keeps } = await run({
    verbs: ['prune'],
    manifests: [kept],
    objects: [live],
  });
  expect([result, lost, keeps.map(({ reason }) => reason.type)]).toEqual([
    'done',
    [],
    ['not-applied'],
  ]);
});

test.each(['server', 'client'] as const)(
  'a %s dry run of a changed release selects none of it',
  async (dryRun) => {
    const objects = [liveObject({ name: 'kept' }), old];
    const { told, lost } = await run({
      manifests: [kept],
      objects,
      request: { kubectl: kubectlArguments({ dryRun }) },
    });
    expect([told, lost]).toEqual([
      ['applied ConfigMap shop/kept', 'pruned ConfigMap shop/old'],
      [],
    ]);
  },
);

test('what -l leaves out of apply is no less in the release', async () => {
  const selector = [{ key: 'tier', operator: 'in', values: ['web'] }] as const;
  const objects = [
    liveObject({ name: 'kept', labels: { tier: 'web' } }),
    liveObject({ name: 'old', labels: { tier: 'web' } }),
    liveObject({ name: 'other' }),
  ];
  const shown = manifest({ name: 'shown', namespace: 'shop', labels: { tier: 'web' } });
  const { sent, lost } = await run({
    manifests: [kept, shown],
    objects,
    request: { kubectl: kubectlArguments({ selector }) },
  });
  expect([sent, lost]).toEqual([['ConfigMap shown'], ['ConfigMap shop/old']]);
});

test('-n narrows what is sent and what is deleted', async () => {
  const elsewhere = manifest({ name: 'elsewhere', namespace: 'blog' });
  const objects = [old, liveObject({ name: 'old', namespace: 'blog' })];
  const { sent, lost } = await run({
    manifests: [kept, elsewhere],
    objects,
    request: { kubectl: kubectlArguments({ namespace: 'shop' }) },
  });
  expect([sent, lost]).toEqual([['ConfigMap kept'], ['ConfigMap shop/old']]);
});

test('does not prune where an object failed', async () => {
  const { result, told, lost } = await run({
    manifests: [kept, manifest({ name: 'bad', namespace: 'shop' })],
    objects: [old],
    refused: ['ConfigMap bad'],
  });
  expect([result, told, lost]).toEqual([
    'failed',
    ['failed ConfigMap shop/bad', 'created ConfigMap shop/kept'],
    [],
  ]);
});

test('asks before it deletes, and deletes nothing after a no', async () => {
  const request = { yes: false };
  const { result, questions, lost } = await run({
    objects: [old],
    manifests: [kept],
    request,
    answer: false,
  });
  expect([result, questions.length, lost]).toEqual(['failed', 1, []]);
});

test('asks nothing where there is nothing to delete', async () => {
  const { result, questions } = await run({ manifests: [kept], request: { yes: false } });
  expect([result, questions]).toEqual(['done', []]);
});

test.each<[string, Scene, string]>([
  [
    'no one can confirm it',
    { objects: [old], manifests: [kept], request: { yes: false }, interactive: false },
    'no-confirmation',
  ],
  ['the release is empty', { objects: [old] }, 'mass-prune'],
  ['nothing of 10 objects would stay', { objects: many(10), manifests: [kept] }, 'mass-prune'],
  [
    'the server is not the one meant',
    { manifests: [kept], settings: { server: 'https://other' } },
    'wrong-server',
  ],
  [
    'prune would not know the field manager',
    { manifests: [kept], request: { kubectl: kubectlArguments({ fieldManager: 'ci' }) } },
    'unknown-field-manager',
  ],
  [
    'a kind is not served',
    { manifests: [manifest({ type: { ...TYPES.Widget, kind: 'Gizmo' } })] },
    'unknown-kind',
  ],
  [
    'another deployment owns an object of the release',
    { manifests: [kept], objects: [liveObject({ name: 'kept', deployment: 'other' })] },
    'owned-by-other-deployment',
  ],
])('stops where %s, before anything is written', async (_, scene, code) => {
  const { result, sent, lost, isOpen } = await run(scene);
  expect([result, sent, lost, isOpen]).toEqual([code, [], [], false]);
});

test.each([
  ['for another cluster', { settings: { server: 'https://other' } }],
  ['by another field manager', { request: { kubectl: kubectlArguments({ fieldManager: 'ci' }) } }],
])('a run that would be %s does not even write a Lease', async (_, scene) => {
  expect((await run({ manifests: [kept], ...scene })).cluster.leases.writes).toEqual([]);
});

test.each([
  ['the server', { server: 'https://TEST:6443/' }, {}],
  [
    'the field manager',
    { fieldManagers: ['ci'] },
    { kubectl: kubectlArguments({ fieldManager: 'ci' }) },
  ],
])('goes on where %s is as the release says', async (_, settings, request) => {
  expect((await run({ manifests: [kept], settings, request })).result).toBe('done');
});

test('deletes most of a deployment where that is allowed', async () => {
  const request = { allowMassPrune: true };
  const { result, lost } = await run({ objects: many(10), manifests: [kept], request });
  expect([result, lost.length]).toEqual(['done', 10]);
});

test('in a dry run, only says that a real run would be stopped', async () => {
  const request = { kubectl: kubectlArguments({ dryRun: 'server' }) };
  const { result, warnings } = await run({ objects: [old], request });
  expect([result, warnings[0]]).toEqual(['done', expect.stringContaining('the release is empty')]);
});

test.each([false, true])(
  'prunes the rest where a type cannot be listed; a success if partial is allowed: %s',
  async (allowPartial) => {
    const { result, lost } = await run({
      manifests: [kept],
      objects: [old, liveObject({ name: 'old', type: TYPES.Secret })],
      cluster: { forbidden: [TYPES.Secret] },
      request: { allowPartial },
    });
    expect([result, lost]).toEqual([allowPartial ? 'done' : 'failed', ['ConfigMap shop/old']]);
  },
);

test('apply alone looks only at the types of the release, and may be refused even these', async () => {
  const looked: string[] = [];
  const { result, told } = await run({
    verbs: ['apply'],
    manifests: [kept],
    cluster: {
      api: {
        listPage(type) {
          looked.push(type.kind);
          return Promise.resolve({
            ok: false,
            error: { status: 403, reason: 'Forbidden', message: 'no' },
          });
        },
      },
    },
  });
  expect([result, told, looked]).toEqual(['done', ['created ConfigMap shop/kept'], ['ConfigMap']]);
});

test('closes the connection when the evaluation fails', async () => {
  let closed = 0;
  const cluster = fakeCluster([]);
  const { kubectl } = fakeKubectl(() => ({}), cluster);
  const running = deploy(
    deployRequest(),
    {
      nix: { evaluate: () => Promise.reject(new Error('no nix')) },
      kubectl: {
        ...kubectl,
        connect: () =>
          Promise.resolve({
            api: cluster.api,
            roundTripMilliseconds: () => 1,
            [Symbol.asyncDispose]() {
              closed += 1;
              return Promise.resolve();
            },
          }),
      },
      clock: fakeClock(),
      run: fakeOwnRun(),
      schemas: fakeSchemaFiles(),
      delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
      story: fakeStory().story,
      interactive: false,
    },
    new AbortController().signal,
  );
  await expect(running).rejects.toThrow('no nix');
  expect(closed).toBe(1);
});
