import { expect, test } from 'vitest';
import type { LiveObject, ManagedObject } from '../../../src/model/managed-object.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Prune } from '../../../src/model/plan.ts';
import { pruneWaves } from '../../../src/plan/prune-waves.ts';
import { type PruneContext, pruneObjects } from '../../../src/prune/prune-objects.ts';
import { liveObject, manage, managedObject, pruneOf, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { failure, type FakeCluster, fakeCluster } from '../../support/fake-cluster.ts';

const webhook = managedObject({ type: TYPES.WebhookConfiguration });
const widget = managedObject({ type: TYPES.Widget });
const operator = managedObject({ type: TYPES.Deployment });
const role = managedObject({ type: TYPES.Role });
const definition = managedObject({
  type: TYPES.CustomResourceDefinition,
  name: 'widgets.example.com',
});
const namespace = managedObject({ type: TYPES.Namespace, name: 'shop' });
const ALL = [namespace, definition, role, operator, widget, webhook];

function prune(
  cluster: FakeCluster,
  objects: readonly ManagedObject[] = ALL,
  more: Partial<PruneContext> = {},
): Promise<readonly Outcome[]> {
  return pruneObjects(
    pruneWaves(objects.map(pruneOf)),
    {
      api: cluster.api,
      clock: fakeClock(),
      dryRun: false,
      decideAgain: (live) => Promise.resolve(pruneOf(manage(live))),
      checkContainers: ({ prunes }) => Promise.resolve(prunes),
      onOutcomes: () => undefined,
      ...more,
    },
    new AbortController().signal,
  );
}

function statuses(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ key, status }) => `${status} ${key.kind}`);
}

test('deletes what intercepts first, custom resources before their operator, containers last', async () => {
  const cluster = fakeCluster([...ALL]);
  expect(statuses(await prune(cluster))).toEqual([
    'pruned ValidatingWebhookConfiguration',
    'pruned Widget',
    'pruned Deployment',
    'pruned Role',
    'pruned CustomResourceDefinition',
    'pruned Namespace',
  ]);
});

test('tells of every wave when it is done', async () => {
  const waves: (readonly string[])[] = [];
  await prune(fakeCluster([...ALL]), [widget, operator, role], {
    onOutcomes: (some) => waves.push(statuses(some)),
  });
  expect(waves).toEqual([['pruned Widget'], ['pruned Deployment'], ['pruned Role']]);
});

test('while a custom resource does not go, its operator, roles and definition stay', async () => {
  const stuck = liveObject({ type: TYPES.Widget, finalizers: ['example.com/clean'] });
  const cluster = fakeCluster([stuck, operator, role, definition, namespace]);
  const outcomes = await prune(cluster, [manage(stuck), operator, role, definition, namespace]);
  expect(statuses(outcomes)).toEqual([
    'pruned Widget',
    'kept Deployment',
    'kept Role',
    'kept CustomResourceDefinition',
    'kept Namespace',
  ]);
  expect(outcomes[1]?.message).toContain('Widget.example.com shop/web still there');
});

test('goes on when the operator has cleared the finalizers in time', async () => {
  const stuck = liveObject({ type: TYPES.Widget, finalizers: ['example.com/clean'] });
  const cluster = fakeCluster([stuck, operator]);
  const clock = fakeClock();
  const outcomes = await prune(cluster, [manage(stuck), operator], {
    clock: {
      ...clock,
      sleep(milliseconds, signal) {
        if (clock.now() > 30_000) cluster.remove(stuck);
        return clock.sleep(milliseconds, signal);
      },
    },
  });
  expect(statuses(outcomes)).toEqual(['pruned Widget', 'pruned Deployment']);
});

test('a custom resource of the same name that came after holds up the rest: it may need its operator', async () => {
  const cluster = fakeCluster([liveObject({ type: TYPES.Widget, uid: 'new' }), operator]);
  expect(statuses(await prune(cluster, [widget, operator]))).toEqual([
    'kept Widget',
    'kept Deployment',
  ]);
});

test.each<[string, Partial<PruneContext>, LiveObject]>([
  ['may not be deleted', {}, widget],
  [
    'is kept after all',
    {
      decideAgain: (live) =>
        Promise.resolve({ op: 'keep', object: manage(live), reason: { type: 'not-applied' } }),
    },
    liveObject({ type: TYPES.Widget, resourceVersion: '2' }),
  ],
])('a custom resource that %s holds up the rest at once', async (name, more, live) => {
  const cluster = fakeCluster([live, operator]);
  const clock = fakeClock();
  const refused = { ...cluster.api, delete: () => Promise.resolve(failure(403)) };
  const api = name === 'may not be deleted' ? refused : cluster.api;
  const outcomes = await prune(cluster, [widget, operator], { ...more, api, clock });
  expect([outcomes[1]?.status, outcomes[1]?.message, clock.now()]).toEqual([
    'kept',
    'Widget.example.com shop/web stays, and so does what its operator needs',
    0,
  ]);
});

test('what cannot be looked at counts as still there', async () => {
  const cluster = fakeCluster([widget, operator]);
  const api = { ...cluster.api, get: () => Promise.resolve(failure(503)) };
  const outcomes = await prune(cluster, [widget, operator], { api });
  expect(outcomes[1]?.status).toBe('kept');
});

test('in a dry run waits for nothing, and deletes nothing', async () => {
  const cluster = fakeCluster([...ALL]);
  const clock = fakeClock();
  const outcomes = await prune(cluster, ALL, { dryRun: true, clock });
  expect([outcomes.map(({ status }) => status), cluster.lost, clock.now()]).toEqual([
    ALL.map(() => 'pruned'),
    [],
    0,
  ]);
});

test('takes a last look at containers, and keeps those that hold something by now', async () => {
  const cluster = fakeCluster([namespace]);
  const outcomes = await prune(cluster, [namespace], {
    checkContainers: () =>
      Promise.resolve([{ op: 'keep', object: namespace, reason: { type: 'in-use', by: [] } }]),
  });
  expect([statuses(outcomes), cluster.lost]).toEqual([['kept Namespace'], []]);
});

test('tells the last look what has really gone', async () => {
  const kept = managedObject({ name: 'kept' });
  const gone = managedObject({ name: 'gone' });
  const went = managedObject({ name: 'went' });
  const cluster = fakeCluster([
    liveObject({ name: 'kept', resourceVersion: '2' }),
    liveObject({ name: 'gone' }),
    namespace,
  ]);
  const told: string[] = [];
  await prune(cluster, [kept, gone, went, namespace], {
    decideAgain: (live) =>
      Promise.resolve({ op: 'keep', object: manage(live), reason: { type: 'not-applied' } }),
    checkContainers({ name, prunes }, deleted: readonly Prune[]) {
      if (name === 'namespaces') told.push(...deleted.map(({ object }) => showKey(object.key)));
      return Promise.resolve(prunes);
    },
  });
  expect(told).toEqual(['ConfigMap shop/gone', 'ConfigMap shop/went']);
});

test('a failed deletion does not hide the others', async () => {
  const cluster = fakeCluster([operator, role]);
  const api: typeof cluster.api = {
    ...cluster.api,
    delete: (object, options, signal) =>
      object.key.kind === 'Deployment'
        ? Promise.resolve(failure(403, 'no'))
        : cluster.api.delete(object, options, signal),
  };
  expect(statuses(await prune(cluster, [operator, role], { api }))).toEqual([
    'failed Deployment',
    'pruned Role',
  ]);
});

test('stops between two waves when it is interrupted', async () => {
  const stuck = liveObject({ type: TYPES.Widget, finalizers: ['example.com/clean'] });
  const cluster = fakeCluster([stuck, operator]);
  const interruption = new AbortController();
  const told: string[] = [];
  const running = pruneObjects(
    pruneWaves([manage(stuck), operator].map(pruneOf)),
    {
      api: cluster.api,
      clock: fakeClock(),
      dryRun: false,
      decideAgain: (live) => Promise.resolve(pruneOf(manage(live))),
      checkContainers: ({ prunes }) => Promise.resolve(prunes),
      onOutcomes(some) {
        told.push(...statuses(some));
        interruption.abort(new Error('SIGINT'));
      },
    },
    interruption.signal,
  );
  await expect(running).rejects.toThrow('SIGINT');
  expect([told, cluster.objects.has('apps/Deployment/shop/web')]).toEqual([
    ['pruned Widget'],
    true,
  ]);
});

test('a custom resource of an earlier run that still waits for its operator holds up the rest', async () => {
  const terminating = managedObject({ type: TYPES.Widget, terminating: true, finalizers: ['x'] });
  const cluster = fakeCluster([terminating, operator]);
  const waves = pruneWaves([
    pruneOf(operator),
    { op: 'keep', object: terminating, reason: { type: 'terminating', finalizers: ['x'] } },
  ]);
  const context: PruneContext = {
    api: cluster.api,
    clock: fakeClock(),
    dryRun: false,
    decideAgain: (live) => Promise.resolve(pruneOf(manage(live))),
    checkContainers: ({ prunes }) => Promise.resolve(prunes),
    onOutcomes: () => undefined,
  };
  const outcomes = await pruneObjects(waves, context, new AbortController().signal);
  expect(statuses(outcomes)).toEqual(['kept Deployment']);
});

test('tells what was deleted before a wave was interrupted', async () => {
  const cluster = fakeCluster([role, operator]);
  const told: string[] = [];
  const interrupted = prune(cluster, [role, managedObject({ name: 'other' })], {
    api: {
      ...cluster.api,
      delete: (object, options, signal) =>
        object.key.kind === 'Role'
          ? cluster.api.delete(object, options, signal)
          : Promise.reject(new Error('interrupted')),
    },
    onOutcomes: (outcomes) => told.push(...statuses(outcomes)),
  });
  await expect(interrupted).rejects.toThrow('interrupted');
  expect(told).toEqual(['pruned Role']);
});

/** Refuses to delete ConfigMaps while the clock stands before `until`. */
function guarded(until: number) {
  const cluster = fakeCluster([...ALL, settings]);
  const clock = fakeClock();
  const api: PruneContext['api'] = {
    ...cluster.api,
    delete: (object, options, signal) =>
      object.key.kind === 'ConfigMap' && clock.now() < until
        ? Promise.resolve(failure(403, 'a webhook forbids it'))
        : cluster.api.delete(object, options, signal),
  };
  return { cluster, clock, api };
}

const settings = managedObject({ type: TYPES.ConfigMap });

test('tries again what a webhook forbids for a moment after its end', async () => {
  const { cluster, ...context } = guarded(2000);
  expect(statuses(await prune(cluster, [webhook, settings], context))).toEqual([
    'pruned ValidatingWebhookConfiguration',
    'pruned ConfigMap',
  ]);
});

test('gives up on what is forbidden long after the end of a webhook', async () => {
  const { cluster, ...context } = guarded(60_000);
  const outcomes = await prune(cluster, [webhook, settings], context);
  expect(outcomes[1]).toMatchObject({ status: 'failed', message: 'a webhook forbids it' });
});

test('does not wait for an end of what is forbidden where no webhook was deleted', async () => {
  const { cluster, ...context } = guarded(2000);
  expect(statuses(await prune(cluster, [settings], context))).toEqual(['failed ConfigMap']);
  expect(context.clock.now()).toBe(0);
});
