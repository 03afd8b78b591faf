import { expect, test } from 'vitest';
import { listObjects } from '../../../src/inventory/list-objects.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { liveObject, TYPES } from '../../support/builders.ts';
import { fakeCluster, success } from '../../support/fake-cluster.ts';

test('lists a page of any length: some servers ignore the limit', async () => {
  const objects = Array<LiveObject>(200_000).fill(liveObject());
  const api: KubeApi = {
    ...fakeCluster([]).api,
    listPage: () => Promise.resolve(success({ objects, continueToken: null, remaining: null })),
  };
  const result = await listObjects(
    api,
    TYPES.ConfigMap,
    { namespace: '', labelSelector: '' },
    new AbortController().signal,
  );
  expect(result.ok && result.value.length).toBe(objects.length);
});
