import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { type DecideAgain, deleteObject } from '../../../src/prune/delete-object.ts';
import { discovery, liveObject, manage, managedObject, TYPES } from '../../support/builders.ts';
import { failure, fakeCluster, success } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;
const planned = managedObject();

const prune: DecideAgain = (live) =>
  Promise.resolve({ op: 'prune', object: manage(live), legacy: false });
const keep: DecideAgain = (live) =>
  Promise.resolve({ op: 'keep', object: manage(live), reason: { type: 'not-applied' } });
const never: DecideAgain = () => {
  throw new Error('there was nothing to decide again');
};

test('deletes the object in the state in which it was planned', async () => {
  const { api, deletions, lost } = fakeCluster([planned]);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
  expect(outcome).toEqual({ key: planned.key, status: 'pruned' });
  expect(deletions).toEqual([{ object: planned, dryRun: false }]);
  expect(lost).toEqual([planned]);
});

test('in a dry run asks the server, and deletes nothing', async () => {
  const { api, deletions, lost } = fakeCluster([planned]);
  const outcome = await deleteObject(planned, { api, dryRun: true, decideAgain: never }, signal);
  expect([outcome.status, deletions.map(({ dryRun }) => dryRun), lost]).toEqual([
    'pruned',
    [true],
    [],
  ]);
});

test.each<[string, LiveObject[]]>([
  ['has gone', []],
  ['is being deleted', [liveObject({ terminating: true, resourceVersion: '9' })]],
])('takes an object that %s for gone', async (_, objects) => {
  const { api, lost } = fakeCluster(objects);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
  expect([outcome.status, lost]).toEqual(['gone', []]);
});

const NOT_SERVED = discovery([TYPES.Secret]);
const STALE = discovery([TYPES.Secret], { staleGroups: [''] });
const plain404 = { ok: false, error: { status: 404, reason: 'HTTP 404', message: 'no' } } as const;

test.each([
  ['failed', 'is served', discovery([TYPES.ConfigMap])],
  ['failed', 'may be served', STALE],
  ['gone', 'is not served any more', NOT_SERVED],
])('a 404 that is not the API server’s is %s where the kind %s', async (status, _, served) => {
  const answers = [
    { delete: () => Promise.resolve(plain404), get: () => Promise.resolve(plain404) },
    { delete: () => Promise.resolve(failure(409)), get: () => Promise.resolve(plain404) },
  ];
  for (const api of answers) {
    const cluster = fakeCluster([planned], { discovery: served, api });
    const context = { api: cluster.api, dryRun: false, decideAgain: never };
    expect((await deleteObject(planned, context, signal)).status).toBe(status);
  }
});

test('does not believe that an object is gone which it still sees', async () => {
  const { api, lost } = fakeCluster([planned], {
    api: { delete: () => Promise.resolve(failure(404, 'not found')) },
  });
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: prune }, signal);
  expect([outcome, lost]).toEqual([
    {
      key: planned.key,
      status: 'failed',
      message: 'the API server shows it, and to delete it says: not found',
    },
    [],
  ]);
});

test('keeps an object that was deleted and created anew meanwhile', async () => {
  const { api, lost } = fakeCluster([liveObject({ uid: 'another', resourceVersion: '9' })]);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
  expect([outcome.status, lost]).toEqual(['kept', []]);
});

test('says what an object waits for that does not go at once', async () => {
  const object = managedObject({ finalizers: ['example.com/cleanup'] });
  const { api } = fakeCluster([object]);
  const outcome = await deleteObject(object, { api, dryRun: false, decideAgain: never }, signal);
  expect(outcome.message).toContain('example.com/cleanup');
});

test('says what an object waits for that someone else has deleted meanwhile', async () => {
  const finalizers = ['example.com/cleanup'];
  const dying = liveObject({ terminating: true, finalizers, resourceVersion: '9' });
  const { api } = fakeCluster([dying]);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
  expect([outcome.status, outcome.message]).toEqual([
    'gone',
    expect.stringContaining('example.com/cleanup'),
  ]);
});

test('decides again about an object that changed, and deletes it in its new state', async () => {
  const changed = liveObject({ resourceVersion: '2', labels: { new: 'label' } });
  const { api, deletions } = fakeCluster([changed]);
  const seen: LiveObject[] = [];
  const decideAgain: DecideAgain = (live, before) => {
    seen.push(live, before);
    return prune(live, before);
  };
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain }, signal);
  expect(outcome.status).toBe('pruned');
  expect(seen).toEqual([changed, planned]);
  expect(deletions.map(({ object }) => object)).toEqual([planned, changed]);
});

test('leaves an object that changed so that it is to be kept', async () => {
  const { api, lost } = fakeCluster([liveObject({ resourceVersion: '2' })]);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: keep }, signal);
  expect([outcome.status, lost]).toEqual(['kept', []]);
});

test('gives up on an object that changes five times', async () => {
  const { api, deletions } = restless(Infinity);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: prune }, signal);
  expect([outcome.status, deletions.length]).toEqual(['failed', 5]);
});

test('deletes an object that changes four times', async () => {
  const { api } = restless(4);
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: prune }, signal);
  expect(outcome.status).toBe('pruned');
});

/** A cluster whose object changes before each of so many deletions. */
function restless(changes: number) {
  const cluster = fakeCluster([planned]);
  let version = 1;
  const api: typeof cluster.api = {
    ...cluster.api,
    delete(object, options, given) {
      if (version <= changes) {
        version += 1;
        cluster.put(liveObject({ resourceVersion: String(version) }));
      }
      return cluster.api.delete(object, options, given);
    },
  };
  return { ...cluster, api };
}

test.each([403, 405, 422, 429, 500, 503])(
  'tells of status %d, and does not try again',
  async (status) => {
    let requests = 0;
    const { api } = fakeCluster([planned], {
      api: {
        delete() {
          requests += 1;
          return Promise.resolve(failure(status, 'no'));
        },
      },
    });
    const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
    expect([outcome, requests]).toEqual([{ key: planned.key, status: 'failed', message: 'no' }, 1]);
  },
);

test('fails where it may not look at what changed', async () => {
  const { api } = fakeCluster([liveObject({ resourceVersion: '2' })], {
    api: { get: () => Promise.resolve(failure(403, 'no')) },
  });
  const outcome = await deleteObject(planned, { api, dryRun: false, decideAgain: never }, signal);
  expect(outcome).toMatchObject({ status: 'failed', message: 'no' });
});

test('whatever the server answers, a dry run asks for nothing but dry runs', async () => {
  const status = fc.constantFrom(200, 404, 409, 500);
  await fc.assert(
    fc.asyncProperty(fc.array(status, { minLength: 5, maxLength: 5 }), async (statuses) => {
      const asked: boolean[] = [];
      const { api } = fakeCluster([liveObject({ resourceVersion: '2' })], {
        api: {
          delete(_object, { dryRun }) {
            asked.push(dryRun);
            const next = statuses[asked.length - 1] ?? 500;
            return Promise.resolve(next === 200 ? success(null) : failure(next));
          },
        },
      });
      await deleteObject(planned, { api, dryRun: true, decideAgain: prune }, signal);
      expect(asked).not.toContain(false);
    }),
  );
});
