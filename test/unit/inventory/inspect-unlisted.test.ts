import { expect, test } from 'vitest';
import { inspectUnlisted } from '../../../src/inventory/inspect-unlisted.ts';
import { liveObject, target, TYPES } from '../../support/builders.ts';
import { failure, fakeCluster } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;
const wanted = target({ type: TYPES.ConfigMap, namespace: 'shop' });
const inventory = {
  objects: [],
  gaps: [{ group: '', type: TYPES.ConfigMap, reason: 'forbidden' }],
};

test('finds the object that a target would overwrite, where its type could not be listed', async () => {
  const { api } = fakeCluster([liveObject({ deployment: 'other' })]);
  const { objects, unchecked } = await inspectUnlisted(api, [wanted], inventory, signal);
  expect(objects.map(({ key }) => key.name)).toEqual(['web']);
  expect(unchecked).toEqual([]);
});

test('tells which types the user may not read', async () => {
  const { api } = fakeCluster([]);
  const forbidden = { ...api, get: () => Promise.resolve(failure(403)) };
  const { unchecked } = await inspectUnlisted(forbidden, [wanted], inventory, signal);
  expect(unchecked).toEqual(inventory.gaps);
});

test('stops the run where the server gives no answer', async () => {
  const { api } = fakeCluster([]);
  const broken = { ...api, get: () => Promise.resolve(failure(503)) };
  const inspection = inspectUnlisted(broken, [wanted], inventory, signal);
  await expect(inspection).rejects.toMatchObject({ code: 'look-up-failed' });
});
