import { expect, test } from 'vitest';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { kubectlArguments, liveObject, manifest, TYPES } from '../../support/builders.ts';

import { kept, old, run, type Scene } from './deploy-scene.ts';

test('a Namespace that still holds something of others stays, and the run fails', async () => {
  const objects = [
    liveObject({ type: TYPES.Namespace, name: 'shop' }),
    liveObject({ name: 'foreign', checksum: null, deployment: null }),
  ];
  const { result, lost, keeps } = await run({
    manifests: [manifest({ name: 'x', namespace: 'blog' })],
    objects,
  });
  expect([result, lost, keeps.map(({ reason }) => reason.type)]).toEqual([
    'failed',
    [],
    ['contents'],
  ]);
});

test('a Namespace, a definition and all that they hold go in one run', async () => {
  const objects = [
    liveObject({ type: TYPES.Namespace, name: 'shop' }),
    liveObject({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
    liveObject({ type: TYPES.Widget }),
    liveObject({ name: 'kube-root-ca.crt', checksum: null, deployment: null }),
  ];
  const { result, lost } = await run({ manifests: [manifest({ namespace: 'blog' })], objects });
  expect([result, lost]).toEqual([
    'done',
    [
      'Widget.example.com shop/web',
      'CustomResourceDefinition.apiextensions.k8s.io widgets.example.com',
      'Namespace shop',
      'ConfigMap shop/kube-root-ca.crt',
    ],
  ]);
});

test('an object that may not be deleted keeps its Namespace', async () => {
  const { result, told } = await run({
    manifests: [manifest({ namespace: 'blog' })],
    objects: [liveObject({ type: TYPES.Namespace, name: 'shop' }), old],
    cluster: {
      api: {
        delete: () =>
          Promise.resolve({
            ok: false,
            error: { status: 403, reason: 'Forbidden', message: 'no' },
          }),
      },
    },
  });
  expect([result, told.slice(1)]).toEqual([
    'failed',
    ['failed ConfigMap shop/old', 'kept Namespace shop'],
  ]);
});

test.each<[string, Partial<LiveObject>]>([
  ['asks to be retained', { annotations: { 'kubernixos/prune': 'disabled' } }],
  ['was taken over', { annotations: { 'kubernixos/owner': 'other:/ConfigMap/shop/old' } }],
  ['lost our label', { labels: {} }],
  ['is another object of the same name', { uid: 'another' }],
])('an object that by now %s stays, and so does its Namespace', async (_, change) => {
  const { result, told, lost } = await run({
    manifests: [manifest({ namespace: 'blog' })],
    objects: [liveObject({ type: TYPES.Namespace, name: 'shop' }), old],
    request: { yes: false },
    meanwhile: [{ ...old, resourceVersion: '2', ...change }],
  });
  expect([result, told.at(-1), lost]).toEqual(['failed', 'kept Namespace shop', []]);
});

const space = liveObject({ type: TYPES.Namespace, name: 'old' });
const theirs = (name: string) =>
  liveObject({ name, namespace: 'old', checksum: null, deployment: null });

test('a Namespace that others have filled goes when it is called by its name', async () => {
  const scene = { manifests: [kept], objects: [space, theirs('a')], request: { yes: false } };
  const { result, lost, containers } = await run({ ...scene, named: ['old'] });
  expect(containers).toEqual(['Namespace old: a']);
  expect([result, lost]).toEqual(['done', ['Namespace old', 'ConfigMap old/a']]);
});

test.each([
  ['it is not called by its name', {}, ['Namespace old: a']],
  [
    'the answer to the last question is no',
    { named: ['old'], answer: false },
    ['Namespace old: a'],
  ],
  ['nobody is asked', { named: ['old'], request: { yes: true } }, []],
  [
    'it is a dry run',
    { named: ['old'], request: { kubectl: kubectlArguments({ dryRun: 'server' }) } },
    [],
  ],
  ['nobody is there', { named: ['old'], interactive: false }, []],
] as const)('a Namespace that others have filled stays where %s', async (_, more, asked) => {
  const scene = { manifests: [kept], objects: [space, theirs('a')], request: { yes: false } };
  const { result, lost, containers } = await run({ ...scene, ...more });
  expect([result, lost, containers]).toEqual(['failed', [], asked]);
});

test('what comes into a Namespace while the question stands was not agreed to', async () => {
  const scene = { manifests: [kept], objects: [space, theirs('a')], request: { yes: false } };
  const { result, lost } = await run({ ...scene, named: ['old'], meanwhile: [theirs('late')] });
  expect([result, lost]).toEqual(['failed', []]);
});

/** Five of ten stay; one of them is a Namespace, which stays for what others put there. */
function halfOfTen(): Scene {
  const stays = ['s1', 's2', 's3', 's4'];
  return {
    manifests: stays.map((name) => manifest({ name, namespace: 'shop' })),
    objects: [
      ...stays.map((name) => liveObject({ name })),
      ...['g1', 'g2', 'g3', 'g4', 'g5'].map((name) => liveObject({ name })),
      ...[space, theirs('a')],
    ],
    verbs: ['prune'],
    request: { yes: false },
    named: ['old'],
  };
}

test('a Namespace is not asked about where most of the deployment would go with it', async () => {
  const { containers, lost, warnings } = await run(halfOfTen());
  expect(containers).toEqual([]);
  expect(lost).toHaveLength(5);
  expect(warnings).toEqual([
    'Namespace old stays: prune would delete 6 of the 10 live objects of this deployment, more than half',
  ]);
});

test('a Namespace with an object of ours that -l leaves out is not asked about', async () => {
  const labels = { tier: 'web' };
  const selector = [{ key: 'tier', operator: 'in', values: ['web'] }] as const;
  const { containers, lost, keeps } = await run({
    manifests: [kept],
    objects: [
      { ...space, labels: { ...space.labels, ...labels } },
      liveObject({ namespace: 'old' }),
    ],
    request: { yes: false, allowForeignContents: true, kubectl: kubectlArguments({ selector }) },
    verbs: ['prune'],
    named: ['old'],
  });
  expect([containers, lost]).toEqual([[], []]);
  expect(keeps.map(({ reason }) => reason)).toContainEqual({
    type: 'in-use',
    by: ['ConfigMap old/web'],
  });
});

test('it is asked about where that is allowed', async () => {
  const scene = halfOfTen();
  const request = { ...scene.request, allowMassPrune: true };
  const { result, containers, lost } = await run({ ...scene, request });
  expect([result, containers]).toEqual(['done', ['Namespace old: a']]);
  expect(lost).toHaveLength(7);
});

test('with an empty release nothing is asked about either', async () => {
  const scene = { objects: [space, theirs('a')], request: { yes: false }, named: ['old'] };
  const { result, containers, lost, warnings } = await run(scene);
  expect([result, containers, lost]).toEqual(['failed', [], []]);
  expect(warnings.at(-1)).toContain('Namespace old stays: the release is empty');
});

test('a Namespace whose contents are known only in part is not asked about', async () => {
  const { containers, lost, keeps } = await run({
    ...{ manifests: [kept], objects: [space, theirs('a')], named: ['old'] },
    request: { yes: false, allowPartial: true },
    cluster: { forbidden: [TYPES.Secret] },
  });
  expect([containers, lost]).toEqual([[], []]);
  expect(keeps.map(({ reason }) => reason.type)).toEqual(['contents-unknown']);
});

const definitionOfWidgets = liveObject({
  type: TYPES.CustomResourceDefinition,
  name: 'widgets.example.com',
});
const ourWidget = liveObject({ type: TYPES.Widget, name: 'ours' });
const widgetOf = (name: string, owners: LiveObject['owners'] = []) =>
  liveObject({ type: TYPES.Widget, name, owners, checksum: null, deployment: null });

test('a definition goes by its name together with our resources and those of others', async () => {
  const { result, lost } = await run({
    manifests: [kept],
    objects: [definitionOfWidgets, ourWidget, widgetOf('theirs')],
    ...{ request: { yes: false }, named: ['widgets.example.com'] },
  });
  expect([result, lost]).toEqual([
    'done',
    [
      'Widget.example.com shop/ours',
      'CustomResourceDefinition.apiextensions.k8s.io widgets.example.com',
      'Widget.example.com shop/theirs',
    ],
  ]);
});

test('a definition goes with our resources and with what these own', async () => {
  const { uid } = ourWidget;
  const owner = { uid, kind: 'Widget', name: 'ours', controller: true };
  const { result, told } = await run({
    manifests: [kept],
    objects: [definitionOfWidgets, ourWidget, widgetOf('child', [owner])],
  });
  expect([result, told.filter((line) => !line.startsWith('created'))]).toEqual([
    'done',
    [
      'pruned Widget.example.com shop/ours',
      'pruned CustomResourceDefinition.apiextensions.k8s.io widgets.example.com',
    ],
  ]);
});

test('a Namespace in use, or with unseen contents, is not even asked about', async () => {
  const wanted = manifest({ name: 'wanted', namespace: 'old' });
  const used = { manifests: [wanted], objects: [space], request: { yes: false } };
  const unseen = {
    ...{ manifests: [kept], objects: [space], request: { yes: false, allowPartial: true } },
    cluster: { forbidden: [TYPES.Secret] },
  };
  for (const scene of [used, unseen])
    expect(await run({ ...scene, named: ['old'] })).toMatchObject({ containers: [], lost: [] });
});
