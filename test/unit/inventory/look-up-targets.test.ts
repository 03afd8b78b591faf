import { expect, test } from 'vitest';
import { lookUpTargets } from '../../../src/inventory/look-up-targets.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { CHECKSUM, liveObject, target, TYPES } from '../../support/builders.ts';
import { failure, fakeCluster } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;

/** Looks up so many ConfigMaps; tells the requests that it took. */
async function lookUp(count: number, objects: readonly LiveObject[], more: Partial<KubeApi> = {}) {
  const { api } = fakeCluster(objects, { api: more });
  const requests: string[] = [];
  const counted: KubeApi = {
    ...api,
    get(type, namespace, name, given) {
      requests.push(`get ${name}`);
      return api.get(type, namespace, name, given);
    },
    listPage(type, query, given) {
      requests.push(`list ${query.labelSelector}`);
      return api.listPage(type, query, given);
    },
  };
  const targets = Array.from({ length: count }, (_, index) => target({ name: String(index) }));
  const found = await lookUpTargets(counted, targets, CHECKSUM, signal);
  return { found: targets.map((one) => found.get(one)?.type), requests };
}

function applied(count: number): readonly LiveObject[] {
  return Array.from({ length: count }, (_, index) =>
    liveObject({ name: String(index), checksum: CHECKSUM }),
  );
}

test('asks for a few objects one by one', async () => {
  expect(await lookUp(3, applied(3))).toEqual({
    found: ['found', 'found', 'found'],
    requests: ['get 0', 'get 1', 'get 2'],
  });
});

test('asks for many by one list', async () => {
  expect(await lookUp(4, applied(4))).toEqual({
    found: ['found', 'found', 'found', 'found'],
    requests: [`list kubernixos=${CHECKSUM}`],
  });
});

test('asks one by one for those that the list does not hold', async () => {
  const other = liveObject({ name: '2' });
  expect(await lookUp(4, [...applied(2), other])).toEqual({
    found: ['found', 'found', 'found', 'absent'],
    requests: [`list kubernixos=${CHECKSUM}`, 'get 2', 'get 3'],
  });
});

test('where the list is refused, still asks one by one', async () => {
  const listPage: KubeApi['listPage'] = () => Promise.resolve(failure(403));
  const { found } = await lookUp(4, applied(4), { listPage });
  expect(found).toEqual(['found', 'found', 'found', 'found']);
});

test('what may not be seen is unknown, not absent', async () => {
  const get: KubeApi['get'] = () => Promise.resolve(failure(403));
  expect((await lookUp(1, [], { get })).found).toEqual(['unknown']);
});

test.each([401, 429, 500])(
  'where the server answers %i, the look-up has failed',
  async (status) => {
    const get: KubeApi['get'] = () => Promise.resolve(failure(status));
    expect((await lookUp(1, [], { get })).found).toEqual(['failed']);
  },
);

test('lists each type by itself', async () => {
  const { api } = fakeCluster([
    liveObject({ name: 'a', checksum: CHECKSUM }),
    liveObject({ type: TYPES.ClusterRole, name: 'a', checksum: CHECKSUM }),
  ]);
  const targets = [target({ name: 'a' }), target({ type: TYPES.ClusterRole, name: 'a' })];
  const found = await lookUpTargets(api, targets, CHECKSUM, signal);
  expect([...found.values()].map(({ type }) => type)).toEqual(['found', 'found']);
});
