import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prunableTypes, takeInventory } from '../../../src/inventory/take-inventory.ts';
import { keyText } from '../../../src/model/object-key.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { arbitraryObjects } from '../../support/arbitraries.ts';
import { coverage, discovery, liveObject, TYPES } from '../../support/builders.ts';
import { failure, fakeCluster } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;
const types = Object.values(TYPES);

test('holds every labelled object of the cluster once, and no other, sorted', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryObjects, async (objects) => {
      const { api } = fakeCluster(objects);
      const inventory = await takeInventory(api, coverage(types), signal);
      const labelled = objects.filter(({ labels }) => 'kubernixos' in labels);
      const keys = inventory.objects.map(({ key }) => keyText(key));
      expect(keys.toSorted()).toEqual(labelled.map(({ key }) => keyText(key)).toSorted());
      const again = await takeInventory(api, coverage(types.toReversed()), signal);
      expect(again.objects).toEqual(inventory.objects);
    }),
  );
});

test('every type is either listed or a gap', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryObjects, fc.subarray(types), async (objects, broken) => {
      const { api } = fakeCluster(objects);
      const listPage: KubeApi['listPage'] = (type, query, given) =>
        broken.includes(type) ? Promise.resolve(failure(503)) : api.listPage(type, query, given);
      const { gaps, objects: seen } = await takeInventory(
        { ...api, listPage },
        coverage(types, ['x']),
        signal,
      );
      expect(gaps.map(({ type }) => type)).toEqual([
        null,
        ...types.filter((t) => broken.includes(t)),
      ]);
      expect(seen.filter(({ type }) => broken.includes(type))).toEqual([]);
    }),
  );
});

test('prune looks at what can be listed and deleted', () => {
  const served = discovery([
    TYPES.ConfigMap,
    { ...TYPES.Secret, verbs: ['get', 'list'] },
    { ...TYPES.Pod, verbs: ['delete', 'get'] },
  ]);
  expect(prunableTypes(served).map(({ kind }) => kind)).toEqual(['ConfigMap']);
});

test('a narrowed run lists its namespace where the user may not list all of them', async () => {
  const inside = liveObject({ namespace: 'shop' });
  const { api } = fakeCluster([inside, liveObject({ namespace: 'blog' })]);
  const listPage: KubeApi['listPage'] = (type, query, given) =>
    query.namespace === 'shop' && type.kind !== 'Secret'
      ? api.listPage(type, query, given)
      : Promise.resolve(failure(403));
  const take = (namespace: string | null) => {
    const some = [TYPES.ConfigMap, TYPES.Secret, TYPES.ClusterRole];
    return takeInventory({ ...api, listPage }, { ...coverage(some), namespace }, signal);
  };

  const narrow = await take('shop');
  expect(narrow.objects.map(({ key }) => key)).toEqual([inside.key]);
  expect(narrow.gaps.map(({ type }) => type?.kind)).toEqual(['Secret']);
  const wide = await take(null);
  expect(wide.objects).toEqual([]);
  expect(wide.gaps.map(({ type }) => type?.kind)).toEqual(['ConfigMap', 'Secret', 'ClusterRole']);
});
