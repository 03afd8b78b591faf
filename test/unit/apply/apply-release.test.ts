import { expect, test } from 'vitest';
import { type ApplyContext, applyRelease } from '../../../src/apply/apply-release.ts';
import type { Sight } from '../../../src/apply/sight.ts';
import type { KubectlArguments } from '../../../src/model/deploy-request.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { keyText } from '../../../src/model/object-key.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import type { Target } from '../../../src/model/target.ts';
import type { KubectlResult } from '../../../src/ports/kubectl.ts';
import {
  CHECKSUM,
  discovery,
  kubectlArguments,
  liveObject,
  target,
  TYPES,
} from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import {
  failure,
  fakeCluster,
  type FakeClusterOptions,
  success,
} from '../../support/fake-cluster.ts';
import {
  appliedLines,
  fakeKubectl,
  type KubectlRun,
  sentNames,
} from '../../support/fake-kubectl.ts';

interface Scene {
  readonly targets: readonly Target[];
  /** What the cluster holds before. */
  readonly objects?: readonly LiveObject[];
  /** Kinds and names that kubectl refuses. */
  readonly refused?: readonly string[];
  /** Kinds and names that are written, and then carry this instead. */
  readonly becomes?: Readonly<Record<string, Partial<LiveObject> | null>>;
  readonly args?: Partial<KubectlArguments>;
  /** kubectl's exit code where it refuses nothing. */
  readonly exitCode?: number;
  /** The run is to break off. */
  readonly breaks?: boolean;
  readonly cluster?: FakeClusterOptions;
  readonly context?: Partial<ApplyContext>;
}

/** Applies to a cluster in memory, in which kubectl writes what it is sent. */
async function apply(scene: Scene) {
  const { targets, objects = [], refused = [], becomes = {} } = scene;
  const clock = fakeClock();
  const cluster = fakeCluster(objects, scene.cluster);
  const told: Outcome[] = [];
  const output: string[] = [];
  const broken: string[] = [];
  const write = (run: KubectlRun): Partial<KubectlResult> => {
    const names = sentNames(run);
    const some = targets.filter(({ key }) => names.includes(`${key.kind} ${key.name}`));
    const written = some.filter(({ key }) => !refused.includes(`${key.kind} ${key.name}`));
    for (const { key, type } of written) {
      const live = cluster.objects.get(keyText(key));
      const change = becomes[`${key.kind} ${key.name}`];
      if (live?.terminating === true || change === null) continue;
      cluster.put({
        ...liveObject({ type, namespace: key.namespace, name: key.name, checksum: CHECKSUM }),
        resourceVersion: '5',
        ...change,
      });
    }
    const exitCode = written.length < some.length ? 1 : (scene.exitCode ?? 0);
    return { exitCode, stdout: appliedLines(written) };
  };
  const { kubectl, runs } = fakeKubectl(write);
  const before = new Map(objects.map((object) => [keyText(object.key), object]));
  const applying = applyRelease(
    targets,
    {
      kubectl,
      api: cluster.api,
      clock,
      args: kubectlArguments(scene.args),
      run: { checksum: CHECKSUM, startedAt: null },
      before: ({ key }) => before.get(keyText(key)) ?? null,
      lookUp: (some) =>
        Promise.resolve(
          new Map(some.map((one) => [one, cluster.objects.get(keyText(one.key)) ?? 'absent'])),
        ),
      roundTripMilliseconds: 1,
      openLog: () => () => undefined,
      onOutcomes: (more) => told.push(...more),
      onBroken: (lines) => broken.push(...lines),
      onOutput: (text) => output.push(text),
      ...scene.context,
    },
    new AbortController().signal,
  );
  const { outcomes, unexplainedExit, error } = await applying.then(
    (applied) => ({ ...applied, error: null }),
    (reason: unknown) => ({ outcomes: [], unexplainedExit: 0, error: reason }),
  );
  if (error !== null && scene.breaks !== true)
    throw new Error('the run broke off', { cause: error });
  return { outcomes, unexplainedExit, told, runs, output, broken, clock, cluster };
}

function lines(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ key, status }) => `${status} ${key.kind} ${key.name}`);
}

const map = target({ name: 'map' });
const secret = target({ type: TYPES.Secret, name: 'secret' });
const namespace = target({ type: TYPES.Namespace, name: 'shop' });
const webhook = target({ type: TYPES.WebhookConfiguration, name: 'hook' });
const widget = target({ type: TYPES.Widget, name: 'widget' });

test('applies foundations first and interceptors last, a kubectl each', async () => {
  const { runs } = await apply({ targets: [webhook, secret, map, namespace] });
  expect(runs.map(sentNames)).toEqual([
    ['Namespace shop'],
    ['ConfigMap map', 'Secret secret'],
    ['ValidatingWebhookConfiguration hook'],
  ]);
});

test('starts no kubectl for nothing', async () => {
  expect((await apply({ targets: [] })).runs).toEqual([]);
});

test('tells every outcome, stage by stage', async () => {
  const { outcomes, told } = await apply({ targets: [map, namespace] });
  expect(lines(outcomes)).toEqual(['created Namespace shop', 'created ConfigMap map']);
  expect(told).toEqual(outcomes);
});

test('a failed object does not hide the others', async () => {
  const { outcomes } = await apply({ targets: [map, secret], refused: ['ConfigMap map'] });
  expect(lines(outcomes)).toEqual(['failed ConfigMap map', 'created Secret secret']);
});

test('a failed stage does not hide the next', async () => {
  const { outcomes } = await apply({ targets: [namespace, map], refused: ['Namespace shop'] });
  expect(lines(outcomes)).toEqual(['failed Namespace shop', 'created ConfigMap map']);
});

test('waits for the end of an object that is being deleted, and applies it again', async () => {
  const dying = liveObject({ name: 'map', terminating: true });
  const clock = fakeClock();
  const scene: Scene = { targets: [map, secret], objects: [dying], context: {} };
  const { outcomes, runs } = await apply({
    ...scene,
    context: { clock, lookUp: lookUpUntil(5000, clock, dying) },
  });
  expect(runs.map(sentNames)).toEqual([['ConfigMap map', 'Secret secret'], ['ConfigMap map']]);
  expect(lines(outcomes)).toEqual(['created Secret secret', 'created ConfigMap map']);
});

/** Sees the dying object until a time; what was applied after that. */
function lookUpUntil(
  time: number,
  clock: ApplyContext['clock'],
  dying: LiveObject,
): ApplyContext['lookUp'] {
  return (targets) =>
    Promise.resolve(
      new Map(
        targets.map(({ key, type }, index) => {
          const written = liveObject({ type, name: key.name, checksum: CHECKSUM, uid: 'new' });
          const isDying = keyText(key) === keyText(dying.key) && clock.now() < time;
          return [targets[index] ?? map, isDying ? dying : written] as const;
        }),
      ),
    );
}

test('what lies in a Namespace that is being deleted is applied again with it, and after it', async () => {
  const annotations = { [OWNER_ANNOTATION]: 'default:/Namespace//shop' };
  const settled = liveObject({ type: TYPES.Namespace, name: 'shop', annotations });
  const content = liveObject({ type: TYPES.ConfigMap, namespace: 'shop', name: 'map' });
  let looks = 0;
  const { outcomes, runs } = await apply({
    targets: [map, namespace],
    objects: [settled, content],
    context: {
      lookUp: (some) => {
        looks += 1;
        const look = ({ key, type }: Target): Sight => {
          const live = liveObject({ ...{ type, checksum: CHECKSUM }, ...key });
          // The Namespace is being deleted, what is in it not yet; then both have gone; then both are back.
          if (looks === 1) return { ...live, terminating: key.kind === 'Namespace' };
          return looks === 2 ? 'absent' : { ...live, uid: 'another' };
        };
        return Promise.resolve(new Map(some.map((one) => [one, look(one)])));
      },
    },
  });
  expect(runs.map(sentNames)).toEqual([
    ['Namespace shop', 'ConfigMap map'],
    ['Namespace shop'],
    ['ConfigMap map'],
  ]);
  expect(lines(outcomes)).toEqual(['created Namespace shop', 'created ConfigMap map']);
});

test('fails an object whose deletion does not end within a minute', async () => {
  const dying = liveObject({
    name: 'map',
    terminating: true,
    finalizers: ['a/b'],
    checksum: CHECKSUM,
  });
  const { outcomes, clock } = await apply({ targets: [map], objects: [dying] });
  expect(lines(outcomes)).toEqual(['failed ConfigMap map']);
  expect(clock.now()).toBe(60_000);
});

test('applies what has vanished once more, and fails it where it vanishes again', async () => {
  const { outcomes, runs } = await apply({ targets: [map], becomes: { 'ConfigMap map': null } });
  expect(runs).toHaveLength(2);
  expect(lines(outcomes)).toEqual(['failed ConfigMap map']);
  expect(outcomes[0]?.message).toContain('vanished');
});

test('fails what another run labelled meanwhile', async () => {
  const { outcomes } = await apply({
    targets: [map],
    becomes: { 'ConfigMap map': { labels: { kubernixos: 'another' } } },
  });
  expect(lines(outcomes)).toEqual(['failed ConfigMap map']);
  expect(outcomes[0]?.message).toContain('release another');
});

test('says of what may not be seen that it was sent', async () => {
  const lookUp: ApplyContext['lookUp'] = (some) =>
    Promise.resolve(new Map(some.map((one) => [one, 'unknown'] as const)));
  const { outcomes } = await apply({ targets: [map], context: { lookUp } });
  expect(lines(outcomes)).toEqual(['sent ConfigMap map']);
});

test('fails what the server says nothing about, with its reason', async () => {
  const lookUp: ApplyContext['lookUp'] = (some) =>
    Promise.resolve(new Map(some.map((one) => [one, { error: 'Unauthorized' }] as const)));
  const { outcomes } = await apply({ targets: [map], context: { lookUp } });
  expect(lines(outcomes)).toEqual(['failed ConfigMap map']);
  expect(outcomes[0]?.message).toContain('Unauthorized');
});

test.each([
  ['may no longer be seen', 'unknown' as const],
  ['gives an error', { error: 'no' }],
])('does not take an object for gone that %s', async (_, seen) => {
  const dying = liveObject({ name: 'map', terminating: true, checksum: CHECKSUM });
  let looks = 0;
  const lookUp: ApplyContext['lookUp'] = (some) => {
    looks += 1;
    const sight = looks === 1 ? dying : seen;
    return Promise.resolve(new Map(some.map((one) => [one, sight] as const)));
  };
  const { outcomes, runs, clock } = await apply({ targets: [map], context: { lookUp } });
  expect([lines(outcomes), runs.length]).toEqual([['failed ConfigMap map'], 1]);
  expect(clock.now()).toBe(60_000);
});

test('tells a failure of kubectl that no object explains', async () => {
  const { outcomes, unexplainedExit } = await apply({ targets: [map, secret], exitCode: 2 });
  expect(lines(outcomes)).toEqual(['created ConfigMap map', 'created Secret secret']);
  expect(unexplainedExit).toBe(2);
});

test('a failed object explains the failure of its kubectl, and of no other', async () => {
  const scene = { targets: [namespace, map], refused: ['ConfigMap map'] };
  expect((await apply(scene)).unexplainedExit).toBe(0);
  expect((await apply({ ...scene, exitCode: 1 })).unexplainedExit).toBe(1);
});

test('where a stage breaks off, tells what kubectl had applied in it', async () => {
  const { told, broken } = await apply({
    targets: [namespace, map, secret],
    breaks: true,
    context: {
      lookUp: (some) =>
        some.includes(map)
          ? Promise.reject(new Error('connection lost'))
          : Promise.resolve(new Map(some.map((one) => [one, written(one)] as const))),
    },
  });
  expect(lines(told)).toEqual(['created Namespace shop']);
  expect(broken).toEqual(['configmap/map serverside-applied', 'secret/secret serverside-applied']);
});

function written({ key, type }: Target): LiveObject {
  return liveObject({ type, namespace: key.namespace, name: key.name, checksum: CHECKSUM });
}

test('waits until a Namespace is Active before anything goes into it', async () => {
  const order: string[] = [];
  const scene: Scene = {
    targets: [namespace, map],
    cluster: {
      api: {
        isReady() {
          order.push('look');
          return Promise.resolve(
            success({ uid: '', ready: order.length > 2, terminating: false, detail: '' }),
          );
        },
      },
    },
    context: { onOutcomes: (some) => order.push(...lines(some)) },
  };
  await apply(scene);
  expect(order).toEqual([
    'look',
    'look',
    'look',
    'created Namespace shop',
    'created ConfigMap map',
  ]);
});

test('fails a Namespace that is not Active within a minute, with what it waits for', async () => {
  const { outcomes } = await apply({
    targets: [namespace],
    cluster: {
      api: {
        isReady: () =>
          Promise.resolve(
            success({ uid: '', ready: false, terminating: false, detail: 'Pending' }),
          ),
      },
    },
  });
  expect(outcomes).toMatchObject([
    { status: 'failed', message: 'Namespace shop is not ready after 60 seconds: Pending' },
  ]);
});

test('a user who may not look at Namespaces is not held up', async () => {
  const { outcomes, clock } = await apply({
    targets: [namespace],
    cluster: { api: { isReady: () => Promise.resolve(failure(403)) } },
  });
  expect([lines(outcomes), clock.now()]).toEqual([['created Namespace shop'], 0]);
});

test('waits until a new kind is served before its resources are sent', async () => {
  let looks = 0;
  const { runs, clock } = await apply({
    targets: [
      target({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
      { ...widget, served: false },
    ],
    cluster: {
      api: {
        discover() {
          looks += 1;
          return Promise.resolve(looks > 3 ? discovery() : discovery([]));
        },
      },
    },
  });
  expect([runs.length, looks, clock.now()]).toEqual([2, 4, 150]);
});

test('splits 200 objects over two kubectl processes, and 199 not', async () => {
  const many = Array.from({ length: 200 }, (_, index) => target({ name: `n${String(index)}` }));
  expect((await apply({ targets: many })).runs.map((run) => sentNames(run).length)).toEqual([
    100, 100,
  ]);
  expect((await apply({ targets: many.slice(1) })).runs).toHaveLength(1);
});

test('takes kubectl’s own output format through, from one process', async () => {
  const many = Array.from({ length: 200 }, (_, index) => target({ name: `n${String(index)}` }));
  const { runs, output } = await apply({ targets: many, args: { output: 'json' } });
  expect([runs.length, output.length]).toEqual([1, 1]);
});

test('where kubectl’s format tells no names, judges a failure by what changed', async () => {
  const { outcomes } = await apply({
    targets: [map, secret],
    refused: ['Secret secret'],
    args: { output: 'json' },
  });
  expect(lines(outcomes)).toEqual(['created ConfigMap map', 'failed Secret secret']);
});
