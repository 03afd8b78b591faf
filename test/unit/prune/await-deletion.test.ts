import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { ManagedObject } from '../../../src/model/managed-object.ts';
import { showKey } from '../../../src/model/object-key.ts';
import { awaitDeletion } from '../../../src/prune/await-deletion.ts';
import { discovery, managedObject, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { failure, type FakeCluster, fakeCluster, success } from '../../support/fake-cluster.ts';

const widget = managedObject({ type: TYPES.Widget });
const namespace = managedObject({ type: TYPES.Namespace, name: 'shop' });

/** Waits 5 seconds for the end of an object. */
async function wait(object: ManagedObject, api: Partial<FakeCluster['api']>) {
  const clock = fakeClock();
  const seen: number[] = [];
  const left = await awaitDeletion(
    [object],
    {
      api: { ...fakeCluster([object]).api, ...api },
      ...{ clock, deadlineMilliseconds: 5000 },
      onLeft: (some) => void seen.push(some.length),
    },
    new AbortController().signal,
  );
  return {
    left: left.map(({ key, why }) => `${showKey(key)}: ${why}`),
    looks: seen.length,
    time: clock.now(),
  };
}

/** The whole object at the end. */
function whole({ uid }: ManagedObject, metadata: JsonObject, status: JsonObject = {}) {
  return { read: () => Promise.resolve(success({ metadata: { uid, ...metadata }, status })) };
}

test('what is gone is not waited for', async () => {
  const { left, looks, time } = await wait(widget, fakeCluster([]).api);
  expect([left, looks, time]).toEqual([[], 0, 0]);
});

test('waits until an object is gone, or another stands in its place', async () => {
  let looks = 0;
  const later = (then: ReturnType<typeof failure> | ReturnType<typeof success<ManagedObject>>) => ({
    get: () => Promise.resolve((looks += 1) > 3 ? then : success(widget)),
  });
  expect(await wait(widget, later(failure(404)))).toMatchObject({ left: [], looks: 3 });
  looks = 0;
  const successor = { ...widget, uid: 'another' };
  expect(await wait(widget, later(success(successor)))).toMatchObject({ left: [], looks: 3 });
});

const plain404 = { ok: false, error: { status: 404, reason: 'HTTP 404', message: 'no' } } as const;

test('is gone with its kind, whose end only discovery proves', async () => {
  const get = () => Promise.resolve(plain404);
  const read = get;
  let looks = 0;
  const discover = () => {
    looks += 1;
    return Promise.resolve(discovery(looks > 2 ? [TYPES.Secret] : [TYPES.Widget]));
  };
  expect(await wait(widget, { get, discover })).toMatchObject({ left: [], looks: 2 });
  const served = { get, read, discover: () => Promise.resolve(discovery([TYPES.Widget])) };
  expect((await wait(widget, served)).left).toEqual([
    'Widget.example.com shop/web: it cannot be looked at: no',
  ]);
});

test('an object is still there where the server gives no answer, even at the end', async () => {
  const broken = () => {
    throw new Failure({ code: 'no-answer', message: 'no answer in time' });
  };
  expect((await wait(widget, { get: broken, read: broken })).left).toEqual([
    'Widget.example.com shop/web: it cannot be looked at: no answer in time',
  ]);
});

test('names at the deadline what holds an object', async () => {
  const { left, time } = await wait(widget, whole(widget, { finalizers: ['a/b', 'c'] }));
  expect([left, time]).toEqual([
    ['Widget.example.com shop/web: held by its finalizers: a/b, c'],
    5000,
  ]);
});

test('names what a Namespace still holds, in the words of its controller', async () => {
  const conditions = [
    { type: 'NamespaceDeletionContentFailure', status: 'False', message: 'all deleted' },
    { type: 'NamespaceContentRemaining', status: 'True', message: 'pods. has 1 instances' },
    { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'x/y in 1 instances' },
  ];
  const { left } = await wait(namespace, whole(namespace, {}, { conditions }));
  expect(left).toEqual(['Namespace shop: pods. has 1 instances; x/y in 1 instances']);
});

test.each([
  [namespace, 'Namespace shop: its controller has yet to remove what it holds'],
  [managedObject({ type: TYPES.Pod }), 'Pod shop/web: its node has yet to stop its containers'],
])('says what an object without finalizers waits for', async (object, line) => {
  expect((await wait(object, whole(object, {}))).left).toEqual([line]);
});

test.each([
  ['held by nothing', whole(widget, {}), 'it has no finalizers: Kubernetes has yet to remove it'],
  [
    'that may not be read',
    { read: () => Promise.resolve(failure(403, 'no')) },
    'it cannot be looked at: no',
  ],
])('an object %s is still there', async (_, api, why) => {
  expect((await wait(widget, api)).left).toEqual([`Widget.example.com shop/web: ${why}`]);
});

test.each([
  ['is gone', { read: () => Promise.resolve(failure(404)) }],
  ['was made anew', whole({ ...widget, uid: 'another' }, {})],
])('an object that %s at the very end is gone', async (_, api) => {
  expect((await wait(widget, api)).left).toEqual([]);
});
