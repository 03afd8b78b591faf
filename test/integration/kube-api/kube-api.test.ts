import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { kubeApi } from '../../../src/adapters/kube-api.ts';
import { openSocketHttp } from '../../../src/adapters/socket-http.ts';
import {
  type ListedContents,
  listContents,
  type ServedTypes,
} from '../../../src/inventory/list-contents.ts';
import { listObjects } from '../../../src/inventory/list-objects.ts';
import { takeInventory } from '../../../src/inventory/take-inventory.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { ManagedObject } from '../../../src/model/managed-object.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { coverage, discovery, liveObject, managedObject, TYPES } from '../../support/builders.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  type FakeApiServer,
  fakeApiServer,
  metadataList,
  refusal,
} from '../../support/fake-api-server.ts';

const signal = new AbortController().signal;
const everything = { namespace: '', labelSelector: 'kubernixos' };

const cleanups: (() => PromiseLike<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The adapter, on a server that answers so. */
async function connect(
  answer: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>,
  deadlineMilliseconds = 10_000,
): Promise<{ readonly api: KubeApi; readonly server: FakeApiServer }> {
  const server = await fakeApiServer(answer);
  const http = openSocketHttp({
    socketPath: server.socketPath,
    concurrency: 16,
    deadlineMilliseconds,
  });
  cleanups.push(
    () => server[Symbol.asyncDispose](),
    () => {
      http[Symbol.dispose]();
    },
  );
  return { api: kubeApi(http), server };
}

function item(name: string, more: object = {}): object {
  const labels = { kubernixos: 'x' };
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      resourceVersion: '7',
      labels,
      ...more,
    },
  };
}

function latin1(status: number, text: string): ApiAnswer {
  return (response) => {
    response.writeHead(status).end(text, 'latin1');
  };
}

async function failureOf(running: Promise<unknown>): Promise<Failure> {
  const error: unknown = await running.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

test('lists page by page, with the token of the page before', async () => {
  const { api, server } = await connect(({ query }) =>
    query.get('continue') === null
      ? metadataList([item('a')], 'next page')
      : metadataList([item('b')]),
  );
  const result = await listObjects(api, TYPES.ConfigMap, everything, signal);
  expect(result.ok && result.value.map(({ key }) => key.name)).toEqual(['a', 'b']);
  expect(server.requests.map(({ query }) => Object.fromEntries(query))).toEqual([
    { limit: '500', labelSelector: 'kubernixos' },
    { limit: '500', labelSelector: 'kubernixos', continue: 'next page' },
  ]);
});

test('asks for metadata only, of all namespaces, and never for what a cache may hold', async () => {
  const { api, server } = await connect(() => metadataList([]));
  await listObjects(api, TYPES.Deployment, everything, signal);
  const [request] = server.requests;
  expect([request?.path, request?.query.has('resourceVersion')]).toEqual([
    '/apis/apps/v1/deployments',
    false,
  ]);
  expect(request?.headers.accept).toContain('as=PartialObjectMetadataList');
});

test('starts a list again that expired while it was read, and takes nothing twice', async () => {
  let expired = false;
  const { api } = await connect(({ query }) => {
    if (query.get('continue') === null) return metadataList([item('a')], 'more');
    if (expired) return metadataList([item('b')]);
    expired = true;
    return refusal(410, 'Expired', 'too old');
  });
  const result = await listObjects(api, TYPES.ConfigMap, everything, signal);
  expect(result.ok && result.value.map(({ key }) => key.name)).toEqual(['a', 'b']);
});

test('gives up on a list that expires again and again', async () => {
  const { api, server } = await connect(() => refusal(410, 'Expired', 'too old'));
  const failure = await failureOf(listObjects(api, TYPES.ConfigMap, everything, signal));
  expect([failure.code, server.requests.length]).toEqual(['list-expired', 6]);
});

test.each<[string, ApiAnswer, string]>([
  ['403', refusal(403, 'Forbidden', 'you may not'), 'you may not'],
  ['405', refusal(405, 'MethodNotAllowed', 'no lists here'), 'no lists here'],
  ['503', refusal(503, 'ServiceUnavailable', 'down'), 'down'],
  ['500 in plain text', { status: 500, text: 'proxy error\n' }, 'proxy error'],
  ['502 without a word', { status: 502, text: '' }, 'HTTP 502'],
  ['503 in ISO 8859-1', latin1(503, 'Dienst nicht verf\xfcgbar'), 'HTTP 503: Dienst nicht verf'],
  ['200 that is no JSON', { text: '<html>log in</html>' }, '<html>log in</html>'],
  ['200 that is no list', { json: { kind: 'Status', status: 'Success' } }, 'no list'],
  ['200 with a list without items', { json: { kind: 'ConfigMapList', metadata: {} } }, 'no list'],
  [
    '200 with a list of nothing known',
    { json: { kind: 'ConfigMapList', items: 'all' } },
    'no list',
  ],
])(
  'a type whose list answers %s is a gap, and the others are listed',
  async (_, answer, reason) => {
    const { api } = await connect(({ path }) =>
      path.endsWith('/secrets') ? answer : metadataList([item('a')]),
    );
    const types = [TYPES.ConfigMap, TYPES.Secret];
    const { objects, gaps } = await takeInventory(api, coverage(types), signal);
    expect(objects.map(({ key }) => showKey(key))).toEqual(['ConfigMap shop/a']);
    expect(gaps).toMatchObject([{ group: '', type: { kind: 'Secret' } }]);
    expect(gaps[0]?.reason).toContain(reason);
  },
);

test('an answer of success that is no UTF-8 breaks the run: one object could pass for another', async () => {
  const { api } = await connect(() =>
    latin1(200, '{"kind":"ConfigMapList","items":[],"x":"\xfc"}'),
  );
  const failure = await failureOf(takeInventory(api, coverage([TYPES.ConfigMap]), signal));
  expect(failure.message).toContain('its answer is not valid UTF-8');
});

test('half a list is a gap: what came before the refusal counts for nothing', async () => {
  const { api } = await connect(({ query }) =>
    query.has('continue')
      ? refusal(503, 'ServiceUnavailable', 'down')
      : metadataList([item('a')], 'x'),
  );
  const { objects, gaps } = await takeInventory(api, coverage([TYPES.ConfigMap]), signal);
  expect([objects.length, gaps.length]).toEqual([0, 1]);
});

test('pages that do not end are a gap', async () => {
  const { api, server } = await connect(() => metadataList([item('a')], 'always the same'));
  const { gaps } = await takeInventory(api, coverage([TYPES.ConfigMap]), signal);
  expect([gaps.length, server.requests.length]).toEqual([1, 2]);
});

test('leaves out what a server lists that ignores selectors', async () => {
  const { api } = await connect(() =>
    metadataList([item('a'), item('b', { labels: {} }), item('c', { labels: null })]),
  );
  const { objects } = await takeInventory(api, coverage([TYPES.ConfigMap]), signal);
  expect(objects.map(({ key }) => key.name)).toEqual(['a']);
});

test('takes a list whose items are null for an empty one', async () => {
  const { api } = await connect(() => metadataList(null));
  expect(await takeInventory(api, coverage([TYPES.ConfigMap]), signal)).toEqual({
    objects: [],
    gaps: [],
  });
});

test('takes one object that two groups serve for one, with both keys', async () => {
  const { api } = await connect(() => metadataList([item('a')]));
  const types = [TYPES.Ingress, { ...TYPES.Ingress, group: 'extensions' }];
  const { objects } = await takeInventory(api, coverage(types), signal);
  expect(objects.map(({ aliases }) => aliases.map(({ group }) => group))).toEqual([
    ['extensions', 'networking.k8s.io'],
  ]);
});

test.each<[string, unknown]>([
  ['without metadata', {}],
  ['that is null', null],
  ['without name', item('')],
  ['without uid', item('b', { uid: null })],
  ['without namespace', item('b', { namespace: undefined })],
])('a list with an object %s is a gap as a whole', async (_, strange) => {
  const { api } = await connect(() => metadataList([item('a'), strange]));
  const { objects, gaps } = await takeInventory(api, coverage([TYPES.ConfigMap]), signal);
  expect(objects).toEqual([]);
  expect(gaps).toMatchObject([{ reason: 'it lists an object without name, namespace or uid' }]);
});

test('a list that says there is more, and not where, is a gap', async () => {
  const { api } = await connect(() => ({
    json: { kind: 'ConfigMapList', metadata: { remainingItemCount: 3 }, items: [item('a')] },
  }));
  const { objects, gaps } = await takeInventory(api, coverage([TYPES.ConfigMap]), signal);
  expect([objects.length, gaps[0]?.reason]).toEqual([0, 'its list is cut short']);
});

test('a body that is cut short breaks the run, whatever of it could be read', async () => {
  const { api } = await connect(() => (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(JSON.stringify({ kind: 'List', items: [] }), () => response.destroy());
  });
  const failure = await failureOf(takeInventory(api, coverage([TYPES.ConfigMap]), signal));
  expect([failure.code, failure.message]).toEqual([
    'connection-lost',
    'the connection to the API server broke: GET /api/v1/configmaps?limit=500&labelSelector=kubernixos',
  ]);
});

test('where a later page breaks, its token is not told', async () => {
  const { api } = await connect(({ query }) =>
    query.has('continue') ? (response) => response.destroy() : metadataList([], 'token'),
  );
  const failure = await failureOf(takeInventory(api, coverage([TYPES.ConfigMap]), signal));
  expect(failure.message).toMatch(/\/configmaps\?limit=500&labelSelector=kubernixos$/);
});

test('a chunked body that is cut short breaks the run', async () => {
  const { api } = await connect(() => (response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' });
    response.write(JSON.stringify({ kind: 'List', items: [] }), () => response.destroy());
  });
  const failure = await failureOf(takeInventory(api, coverage([TYPES.ConfigMap]), signal));
  expect(failure.code).toBe('connection-lost');
});

test('a server that never answers breaks the run at its deadline', async () => {
  const { api } = await connect(() => new Promise<never>(() => undefined), 50);
  const failure = await failureOf(api.get(TYPES.ConfigMap, 'shop', 'a', signal));
  expect([failure.code, failure.message]).toEqual([
    'no-answer',
    'the API server gave no answer within 0.05 seconds: GET /api/v1/namespaces/shop/configmaps/a',
  ]);
});

test('a deadline of the caller’s breaks one request, as the request’s own does', async () => {
  const { api } = await connect(() => new Promise<never>(() => undefined));
  const failure = await failureOf(
    api.get(TYPES.ConfigMap, 'shop', 'a', AbortSignal.any([signal, systemClock.timeout(50)])),
  );
  expect([failure.code, failure.message]).toEqual([
    'no-answer',
    'the API server gave no answer in time: GET /api/v1/namespaces/shop/configmaps/a',
  ]);
});

test('a request that waits for its turn has its whole deadline before it', async () => {
  const slow = async () => {
    await sleep(100);
    return refusal(404, 'NotFound', 'no');
  };
  const { api, server } = await connect(slow, 400);
  const deletions = Array.from({ length: 16 * 6 }, (_, index) =>
    api.delete(liveObject({ name: String(index) }), { dryRun: false }, signal),
  );
  const results = await Promise.all(deletions);
  expect(results.filter((result) => !result.ok)).toHaveLength(16 * 6);
  expect(server.peak()).toBe(16);
});

test('an answer that does not end breaks the run at its deadline, and not by the server', async () => {
  const server = await fakeApiServer(() => (response) => {
    response.write('{');
  });
  cleanups.push(() => server[Symbol.asyncDispose]());
  const { socketPath } = server;
  using http = openSocketHttp({ socketPath, concurrency: 1, deadlineMilliseconds: 50 });
  const request = { method: 'GET', path: '/', accept: 'application/json' } as const;
  await expect(http.send(request, signal)).rejects.toThrow('no answer within 0.05 seconds');
});

test('an interruption ends a request, and is no failure of the connection', async () => {
  const interruption = new AbortController();
  const { api } = await connect(() => {
    interruption.abort(new Error('SIGINT'));
    return new Promise<never>(() => undefined);
  });
  const running = api.get(TYPES.ConfigMap, 'shop', 'a', interruption.signal);
  await expect(running).rejects.toThrow('SIGINT');
});

test('keeps 16 requests in flight, and not more', async () => {
  const waiting: (() => void)[] = [];
  const { api, server } = await connect(async () => {
    if (server.requests.length < 16) await new Promise<void>((resolve) => waiting.push(resolve));
    for (const resolve of waiting.splice(0)) resolve();
    return metadataList([]);
  });
  const types = Array.from({ length: 60 }, (_, index) => ({
    ...TYPES.Widget,
    plural: `widgets${String(index)}`,
  }));
  await takeInventory(api, coverage(types), signal);
  expect([server.requests.length, server.peak()]).toEqual([60, 16]);
});

test('escapes names in paths, and keeps their case', async () => {
  const { api, server } = await connect(() => refusal(404, 'NotFound', 'no'));
  await api.get(TYPES.ClusterRole, '', 'system:My Role?', signal);
  expect(server.requests[0]?.path).toBe(
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3AMy%20Role%3F',
  );
});

test.each([
  ['for real', false, {}],
  ['in a dry run', true, { dryRun: ['All'] }],
])(
  'deletes %s exactly one state of an object, in the background, by the body',
  async (_, dryRun, more) => {
    const { api, server } = await connect(() => ({ json: { kind: 'Status', status: 'Success' } }));
    const object = liveObject({ type: TYPES.Job, name: 'a', uid: 'ü', resourceVersion: '42' });
    expect(await api.delete(object, { dryRun }, signal)).toEqual({ ok: true, value: null });
    const [request] = server.requests;
    expect([request?.method, request?.path, request?.query.size]).toEqual([
      'DELETE',
      '/apis/batch/v1/namespaces/shop/jobs/a',
      0,
    ]);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: 'Background',
      preconditions: { uid: 'ü', resourceVersion: '42' },
      ...more,
    });
    expect(request?.headers).toMatchObject({
      'content-length': String(Buffer.byteLength(request?.body ?? '')),
      'content-type': 'application/json',
      host: 'localhost',
    });
  },
);

test.each([404, 409, 403, 500])('tells the status %d of a refused deletion', async (status) => {
  const { api } = await connect(() => refusal(status, 'Reason', 'message'));
  const answer = await api.delete(liveObject(), { dryRun: false }, signal);
  expect(answer).toEqual({ ok: false, error: { status, reason: 'Reason', message: 'message' } });
});

test.each<[string, ApiAnswer, object]>([
  ['a Status', refusal(404, 'NotFound', 'no'), { status: 404, reason: 'NotFound' }],
  ['plain text', { status: 404, text: 'no' }, { status: 404, reason: 'HTTP 404' }],
  ['other JSON', { status: 404, json: { reason: 'NotFound' } }, { reason: 'HTTP 404' }],
])('tells a 404 of the API server from one that is %s', async (_, answer, error) => {
  const { api } = await connect(() => answer);
  expect(await api.get(TYPES.ConfigMap, 'shop', 'a', signal)).toMatchObject({ error });
});

const deleted = liveObject({ uid: 'uid-a' });

test.each<[string, ApiAnswer, boolean]>([
  ['a Status of success', { json: { kind: 'Status', status: 'Success' } }, true],
  ['the object, which goes later', { json: item('a') }, true],
  ['202 and the object', { status: 202, json: item('a') }, true],
  ['another object', { json: item('b') }, false],
  ['a Status of failure', { json: { kind: 'Status', status: 'Failure' } }, false],
  ['an empty object', { json: {} }, false],
  ['a page to log in', { text: '<html>' }, false],
  ['nothing', { text: '' }, false],
])('a deletion that is answered by %s has succeeded: %s', async (_, answer, ok) => {
  const { api } = await connect(() => answer);
  expect((await api.delete(deleted, { dryRun: false }, signal)).ok).toBe(ok);
});

test.each<[string, object]>([
  ['another name', item('b')],
  ['another namespace', item('a', { namespace: 'other' })],
  ['no uid', item('a', { uid: undefined })],
  ['no metadata', {}],
])('an answer about %s is no answer about the object', async (_, json) => {
  const { api } = await connect(() => ({ json }));
  expect((await api.get(TYPES.ConfigMap, 'shop', 'a', signal)).ok).toBe(false);
});

test('an object is read as a whole only under its own name', async () => {
  const { api } = await connect(() => ({ json: item('b') }));
  const [a, b] = await Promise.all(
    ['a', 'b'].map((name) => api.read(TYPES.ConfigMap, 'shop', name, signal)),
  );
  expect([a?.ok, b?.ok]).toEqual([false, true]);
});

test('a deletion whose answer breaks off is not tried again', async () => {
  const { api, server } = await connect(() => (response) => response.destroy());
  await failureOf(api.delete(liveObject(), { dryRun: false }, signal));
  expect(server.requests).toHaveLength(1);
});

test('reads of an object what decides about it', async () => {
  const manager = (name: string, labels: object) => ({
    manager: name,
    fieldsV1: { 'f:metadata': { 'f:labels': labels } },
  });
  const { api } = await connect(() => ({
    json: item('a', {
      generation: 3,
      deletionTimestamp: '2026-01-01T00:00:00Z',
      finalizers: ['x/y'],
      annotations: { text: 'a', number: 1 },
      ownerReferences: [{ uid: 'u', kind: 'K', name: 'n', controller: true }],
      managedFields: [
        manager('kubernixos', { 'f:kubernixos': {} }),
        manager('someone', { 'f:app': {} }),
        manager('kubectl', { 'f:kubernixos': {}, '.': {} }),
        { manager: 'kubernixos' },
      ],
    }),
  }));
  const answer = await api.get(TYPES.ConfigMap, 'shop', 'a', signal);
  expect(answer.ok && answer.value).toMatchObject({
    uid: 'uid-a',
    resourceVersion: '7',
    generation: 3,
    terminating: true,
    finalizers: ['x/y'],
    annotations: { text: 'a' },
    owners: [{ uid: 'u', kind: 'K', name: 'n', controller: true }],
    labelManagers: ['kubectl', 'kubernixos'],
  });
});

async function contentsOf(
  api: KubeApi,
  container: ManagedObject,
  served: ServedTypes,
): Promise<ListedContents> {
  const contents = await listContents(api, [container], served, signal);
  return contents.get(container) ?? { objects: [], gaps: [] };
}

test('what a Namespace holds is listed whole, and what could not be is told', async () => {
  const { api, server } = await connect(({ path }) =>
    path.endsWith('/pods') ? refusal(403, 'Forbidden', 'no') : metadataList([item('a')]),
  );
  const container = managedObject({ type: TYPES.Namespace, name: 'shop' });
  const served = discovery([TYPES.ConfigMap, TYPES.Pod, TYPES.ClusterRole], {
    staleGroups: ['metrics.k8s.io'],
  });
  const { objects, gaps } = await contentsOf(api, container, {
    discovery: served,
    deletedDefinitions: new Set(),
  });
  expect(objects.map(({ key }) => showKey(key))).toEqual(['ConfigMap shop/a']);
  expect(gaps.map(({ group, type }) => type?.kind ?? group)).toEqual(['metrics.k8s.io', 'Pod']);
  expect(
    server.requests.map(({ path, query }) => `${path} ${String(query.get('labelSelector'))}`),
  ).toEqual(['/api/v1/namespaces/shop/configmaps null', '/api/v1/namespaces/shop/pods null']);
});

test.each([
  ['holds nothing where this run has deleted its definition', ['widgets.example.com'], 0],
  ['cannot be looked into otherwise', [], 1],
] as const)('a type that is not found %s', async (_, definitions, gaps) => {
  const { api } = await connect(() => ({ status: 404, text: '404 page not found' }));
  const container = managedObject({ type: TYPES.Namespace, name: 'shop' });
  const served = {
    discovery: discovery([TYPES.Widget]),
    deletedDefinitions: new Set<string>(definitions),
  };
  const contents = await contentsOf(api, container, served);
  expect([contents.objects.length, contents.gaps.length]).toEqual([0, gaps]);
});

test('a definition whose resources are not served cannot be looked into', async () => {
  const { api } = await connect(() => metadataList([]));
  const container = managedObject({
    type: TYPES.CustomResourceDefinition,
    name: 'widgets.example.com',
  });
  const served = { discovery: discovery([TYPES.ConfigMap]), deletedDefinitions: new Set<string>() };
  const { gaps } = await contentsOf(api, container, served);
  expect(gaps).toMatchObject([{ group: 'example.com', type: null }]);
});

test.each([
  ['1e400', 'it holds the number 1e400, which no float of 64 bits is', 'Unreadable'],
  [
    '{"a":'.repeat(600) + '1' + '}'.repeat(600),
    'it is nested deeper than 500 levels',
    'Unreadable',
  ],
  ['nonsense', 'it is no JSON', 'StrangeAnswer'],
])(
  'tells why an object cannot be read, and nothing of what it holds',
  async (value, why, reason) => {
    const { api } = await connect(() => ({
      status: 200,
      text: `{"kind":"Secret","data":{"password":"c2VjcmV0"},"x":${value}}`,
    }));
    const answer = await api.read(TYPES.Secret, 'shop', 'web', signal);
    const message = `the server's answer cannot be read: ${why}`;
    expect(answer).toEqual({ ok: false, error: { status: 200, reason, message } });
  },
);

test('reads metadata from among what is nested as deeply as may be', async () => {
  const deep = `${'{"f:a":'.repeat(9000)}{}${'}'.repeat(9000)}`;
  const managedFields = `[{"manager":"x","fieldsV1":${deep}}]`;
  const metadata = `{"name":"a","namespace":"shop","uid":"1","managedFields":${managedFields}}`;
  const { api } = await connect(() => ({
    status: 200,
    text: `{"kind":"ConfigMapList","items":[{"metadata":${metadata}}]}`,
  }));
  const page = await api.listPage(
    TYPES.ConfigMap,
    { namespace: '', labelSelector: '', continueToken: null },
    signal,
  );
  expect(page).toMatchObject({ ok: true, value: { objects: [{ key: { name: 'a' } }] } });
});
