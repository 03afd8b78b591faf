import { afterEach, expect, test } from 'vitest';
import { kubeApi } from '../../../src/adapters/kube-api.ts';
import { openSocketHttp } from '../../../src/adapters/socket-http.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { lease } from '../../support/builders.ts';
import { type FakeApiServer, fakeApiServer, refusal } from '../../support/fake-api-server.ts';

const { signal } = new AbortController();
const PLACE = { namespace: 'ops', name: 'kubernixos-shop' };

const cleanups: (() => PromiseLike<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The adapter, on a server that answers so, at a fixed time. */
async function connect(
  answer: object,
  status = 200,
): Promise<{ readonly api: KubeApi; readonly server: FakeApiServer }> {
  const server = await fakeApiServer(() => (response) => {
    response.writeHead(status, { date: 'Tue, 05 May 2026 05:05:05 GMT' });
    response.end(JSON.stringify(answer));
  });
  const { socketPath } = server;
  const http = openSocketHttp({ socketPath, concurrency: 16, deadlineMilliseconds: 10_000 });
  cleanups.push(
    () => server[Symbol.asyncDispose](),
    () => {
      http[Symbol.dispose]();
    },
  );
  return { api: kubeApi(http), server };
}

const METADATA = {
  ...{ namespace: 'ops', name: 'kubernixos-shop', uid: 'u', resourceVersion: '7' },
  labels: { team: 'web' },
  annotations: {
    'kubernixos/deployment': 'shop',
    'kubernixos/process': 'a/1/2',
    note: 'theirs',
  },
  managedFields: [
    { manager: 'kubernixos', time: '2026-05-05T05:05:00Z' },
    { manager: 'kubectl-edit', time: '2026-05-04T00:00:00Z' },
    { manager: 'odd' },
  ],
};

const LIVE = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: METADATA,
  spec: {
    holderIdentity: 'other',
    leaseDurationSeconds: 30,
    acquireTime: '2026-05-05T05:04:00.000000Z',
    renewTime: '2026-05-05T05:05:00.000000Z',
    leaseTransitions: 4,
  },
};

test('a Lease is read with the time of its last write and the clock of the server', async () => {
  const { api, server } = await connect(LIVE);
  const { answer, date } = await api.readLease(PLACE, signal);
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /apis/coordination.k8s.io/v1/namespaces/ops/leases/kubernixos-shop',
  ]);
  expect(date).toBe(Date.parse('2026-05-05T05:05:05Z'));
  expect(answer.ok && answer.value).toMatchObject({
    ...{ deployment: 'shop', holder: 'other', process: 'a/1/2', durationSeconds: 30 },
    ...{ acquiredAt: LIVE.spec.acquireTime, renewedAt: LIVE.spec.renewTime, transitions: 4 },
    writtenAt: Date.parse('2026-05-05T05:05:00Z'),
  });
});

test.each([
  ['nothing', {}, {}],
  ['other types', { annotations: 1, managedFields: 'x' }, []],
  ['empty texts', { annotations: { 'kubernixos/process': '' } }, {}],
])('nobody holds a Lease of %s', async (_, metadata, spec) => {
  const { api } = await connect({ metadata: { ...metadata, name: PLACE.name }, spec });
  const { answer } = await api.readLease(PLACE, signal);
  expect(answer.ok && answer.value).toMatchObject({
    ...{ deployment: null, holder: '', process: null, durationSeconds: 0 },
    ...{ acquiredAt: null, renewedAt: null, transitions: 0, writtenAt: null },
  });
});

test('of an answer that is no such Lease nothing is concluded', async () => {
  const { api } = await connect({ ...LIVE, metadata: { name: 'other' } });
  const { answer } = await api.readLease(PLACE, signal);
  expect(answer.ok).toBe(false);
});

test('a new Lease is created', async () => {
  const { api, server } = await connect(LIVE, 201);
  const record = lease({ deployment: 'shop', holder: 'me', process: 'b/3/4' });
  const { answer } = await api.writeLease(PLACE, record, null, signal);
  const [request] = server.requests;
  expect(answer.ok).toBe(true);
  expect(`${request?.method ?? ''} ${request?.path ?? ''}?${String(request?.query)}`).toBe(
    'POST /apis/coordination.k8s.io/v1/namespaces/ops/leases?fieldManager=kubernixos',
  );
  expect(JSON.parse(request?.body ?? '')).toEqual({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...PLACE,
      annotations: { 'kubernixos/deployment': 'shop', 'kubernixos/process': 'b/3/4' },
    },
    spec: {
      holderIdentity: 'me',
      leaseDurationSeconds: 30,
      leaseTransitions: 0,
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:00:10.000000Z',
    },
  });
});

test('exactly the state that was seen is replaced, and what others put there stays', async () => {
  const { api, server } = await connect(LIVE);
  const { answer } = await api.readLease(PLACE, signal);
  if (!answer.ok) throw new Error(answer.error.message);
  await api.writeLease(PLACE, { ...answer.value, holder: '', process: null }, answer.value, signal);
  const { method, path, body } = server.requests[1] ?? {};
  expect(`${method ?? ''} ${path ?? ''}`).toBe(
    'PUT /apis/coordination.k8s.io/v1/namespaces/ops/leases/kubernixos-shop',
  );
  expect(JSON.parse(body ?? '')).toEqual({
    ...LIVE,
    metadata: { ...METADATA, annotations: { ...METADATA.annotations, 'kubernixos/process': '' } },
    spec: { ...LIVE.spec, holderIdentity: '' },
  });
});

test('a Lease is read while all other requests wait', async () => {
  const server = await fakeApiServer(({ path }) =>
    path.includes('leases') ? { json: LIVE } : () => undefined,
  );
  const { socketPath } = server;
  const http = openSocketHttp({ socketPath, concurrency: 1, deadlineMilliseconds: 10_000 });
  cleanups.push(() => server[Symbol.asyncDispose]());
  const api = kubeApi(http);
  const others = [1, 2].map(() => api.discover(signal).catch(() => undefined));
  const { answer } = await api.readLease(PLACE, signal);
  http[Symbol.dispose]();
  await Promise.all(others);
  expect(answer.ok).toBe(true);
});

test('a refusal is an answer, with the clock of the server', async () => {
  const refused = refusal(409, 'Conflict', 'changed');
  const { api } = await connect('json' in refused ? (refused.json as object) : {}, 409);
  expect(await api.writeLease(PLACE, lease(), null, signal)).toEqual({
    answer: { ok: false, error: { status: 409, reason: 'Conflict', message: 'changed' } },
    date: Date.parse('2026-05-05T05:05:05Z'),
  });
});
