import { expect, test } from 'vitest';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { Release } from '../../../src/model/release.ts';
import type { ContainerQuestion } from '../../../src/ports/deploy-story.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import {
  CHECKSUM,
  kubectlArguments,
  liveObject,
  manifest,
  release,
  TYPES,
} from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster, type FakeClusterOptions } from '../../support/fake-cluster.ts';
import { appliedLines, fakeKubectl, sentNames } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

interface Scene {
  readonly verbs?: DeployRequest['verbs'];
  readonly request?: Partial<DeployRequest>;
  readonly manifests?: readonly Manifest[];
  readonly settings?: Partial<Release['settings']>;
  readonly objects?: readonly LiveObject[];
  readonly cluster?: FakeClusterOptions;
  readonly refused?: readonly string[];
  readonly interactive?: boolean;
  readonly answer?: boolean;
  /** Containers that the person calls by their names. */
  readonly named?: readonly string[];
  /** What others write while the question is asked. */
  readonly meanwhile?: readonly LiveObject[];
}

/** One run against a cluster in memory; kubectl writes there what it is sent. */
async function run(scene: Scene) {
  const { manifests = [], objects = [], refused = [], verbs = ['apply', 'prune'] } = scene;
  const cluster = fakeCluster(objects, scene.cluster);
  let isOpen = false;
  const { kubectl, runs } = fakeKubectl((sent) => {
    const wanted = sentNames(sent);
    const all = manifests.filter(({ kind, name }) => wanted.includes(`${kind} ${name}`));
    const written = all
      .filter(({ kind, name }) => !refused.includes(`${kind} ${name}`))
      .map(({ kind, name, namespace }) => {
        const type = Object.values(TYPES).find((some) => some.kind === kind) ?? TYPES.ConfigMap;
        return liveObject({
          ...{ type, name, namespace: namespace || 'default', checksum: CHECKSUM },
          resourceVersion: '5',
        });
      });
    for (const object of written) cluster.put(object);
    return { exitCode: written.length < all.length ? 1 : 0, stdout: appliedLines(written) };
  }, cluster);
  const containers: string[] = [];
  const askedAbout = ({ object, contents }: ContainerQuestion) => {
    containers.push(`${showKey(object.key)}: ${contents.map(({ key }) => key.name).join()}`);
    return (scene.named ?? []).includes(object.key.name);
  };
  const { story, ...heard } = fakeStory(() => {
    for (const object of scene.meanwhile ?? []) cluster.put(object);
    return scene.answer ?? true;
  }, askedAbout);
  const request: DeployRequest = {
    verbs,
    source: { type: 'hostgroup', file: '/hostgroup.nix' },
    evaluator: null,
    verifyLibrary: false,
    showTrace: false,
    kubectl: kubectlArguments(),
    yes: true,
    allowMassPrune: false,
    allowPartial: false,
    allowForeignContents: false,
    adopt: false,
    waitReady: null,
    yaml: false,
    json: false,
    out: 'result-kubernixos',
    ...scene.request,
  };
  const delivered: string[] = [];
  const result = await deploy(
    request,
    {
      nix: fakeNix(release(manifests, scene.settings)),
      kubectl: {
        ...kubectl,
        async connect(flags, signal) {
          const connection = await kubectl.connect(flags, signal);
          isOpen = true;
          const close = () => {
            isOpen = false;
            return connection[Symbol.asyncDispose]();
          };
          return { ...connection, [Symbol.asyncDispose]: close };
        },
      },
      clock: fakeClock(),
      run: fakeOwnRun(),
      schemas: fakeSchemaFiles(),
      delivery: {
        dump: () => Promise.resolve(void delivered.push('dump')),
        build: () => Promise.resolve(void delivered.push('build')),
      },
      story,
      interactive: scene.interactive ?? true,
    },
    new AbortController().signal,
  ).catch((error: unknown) => {
    if (error instanceof Failure) return error.code;
    throw error;
  });
  const lost = cluster.lost.map(({ key }) => showKey(key));
  return {
    result,
    lost,
    containers,
    sent: runs.flatMap(sentNames),
    delivered,
    isOpen,
    cluster,
    ...heard,
  };
}

const kept = manifest({ name: 'kept', namespace: 'shop' });
const old = liveObject({ name: 'old' });

function many(count: number): readonly LiveObject[] {
  return Array.from({ length: count }, (_, index) => liveObject({ name: `n${String(index)}` }));
}

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

test('closes the connection when the evaluation fails', async () => {
  let closed = 0;
  const cluster = fakeCluster([]);
  const { kubectl } = fakeKubectl(() => ({}), cluster);
  const running = deploy(
    {
      verbs: ['apply'],
      source: { type: 'hostgroup', file: '/x.nix' },
      ...{
        evaluator: null,
        verifyLibrary: false,
        showTrace: false,
        yes: true,
        allowMassPrune: false,
      },
      ...{
        allowPartial: false,
        allowForeignContents: false,
        adopt: false,
        waitReady: null,
        yaml: false,
        json: false,
        out: '',
      },
      kubectl: kubectlArguments(),
    },
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
