import { afterEach, expect, test } from 'vitest';
import { kubeApi } from '../../../src/adapters/kube-api.ts';
import { openSocketHttp } from '../../../src/adapters/socket-http.ts';
import { takeInventory } from '../../../src/inventory/take-inventory.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import {
  type ApiAnswer,
  fakeApiServer,
  type FakeApiServer,
  refusal,
} from '../../support/fake-api-server.ts';
import { coverage } from '../../support/builders.ts';

const signal = new AbortController().signal;

const cleanups: (() => PromiseLike<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function connect(
  answers: Readonly<Record<'/api' | '/apis', ApiAnswer>>,
): Promise<{ readonly api: KubeApi; readonly server: FakeApiServer }> {
  const server = await fakeApiServer(({ path }) =>
    path === '/api' || path === '/apis' ? answers[path] : refusal(404, 'NotFound', 'no'),
  );
  const http = openSocketHttp({
    socketPath: server.socketPath,
    concurrency: 16,
    deadlineMilliseconds: 10_000,
  });
  cleanups.push(
    () => server[Symbol.asyncDispose](),
    () => {
      http[Symbol.dispose]();
    },
  );
  return { api: kubeApi(http), server };
}

function groups(...items: readonly object[]): ApiAnswer {
  return { json: { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items } };
}

function group(name: string, ...versions: readonly object[]): object {
  return { metadata: { name }, versions };
}

function version(name: string, resources: unknown, freshness = 'Current'): object {
  return { version: name, resources, freshness };
}

function resource(plural: string, kind: string, more: object = {}): object {
  const verbs = ['create', 'delete', 'get', 'list', 'patch'];
  return { resource: plural, responseKind: { kind }, scope: 'Namespaced', verbs, ...more };
}

const namespaces = resource('namespaces', 'Namespace', { scope: 'Cluster' });
const core = groups(group('', version('v1', [resource('configmaps', 'ConfigMap'), namespaces])));
const some = groups(group('apps', version('v1', [])));

test('asks both roots for aggregated discovery, once each', async () => {
  const { api, server } = await connect({ '/api': core, '/apis': some });
  const found = await api.discover(signal);
  expect(server.requests.map(({ path }) => path).toSorted()).toEqual(['/api', '/apis']);
  expect(server.requests[0]?.headers.accept).toContain('g=apidiscovery.k8s.io;v=v2');
  expect(found.types).toMatchObject([
    { group: '', version: 'v1', kind: 'ConfigMap', namespaced: true },
    { group: '', version: 'v1', kind: 'Namespace', namespaced: false },
  ]);
});

test('takes each resource from the first version that serves it, and knows the others', async () => {
  const apps = group(
    'apps',
    version('v1', [resource('deployments', 'Deployment')]),
    version('v1beta1', [resource('deployments', 'Deployment'), resource('olds', 'Old')]),
  );
  const { api } = await connect({ '/api': core, '/apis': groups(apps) });
  const { types, served } = await api.discover(signal);
  expect(types.map((type) => `${type.version} ${type.kind}`)).toEqual([
    'v1 ConfigMap',
    'v1 Namespace',
    'v1 Deployment',
    'v1beta1 Old',
  ]);
  expect([...served.keys()]).toEqual(['v1', 'apps/v1', 'apps/v1beta1']);
});

test('a group with a stale version is a gap, and its stale resources are not listed', async () => {
  const broken = group(
    'metrics.example.com',
    version('v1', [resource('pods', 'PodMetrics')], 'Stale'),
  );
  const { api } = await connect({ '/api': core, '/apis': groups(broken) });
  const { types, staleGroups } = await api.discover(signal);
  expect([types.map(({ kind }) => kind), staleGroups]).toEqual([
    ['ConfigMap', 'Namespace'],
    ['metrics.example.com'],
  ]);
  const { gaps } = await takeInventory(api, coverage([], staleGroups), signal);
  expect(gaps).toMatchObject([{ group: 'metrics.example.com', type: null }]);
});

test.each<[string, unknown]>([
  ['none', undefined],
  ['null', null],
  ['an empty list', []],
])('a group that gives %s for its versions is a gap', async (_, versions) => {
  const strange = { metadata: { name: 'example.com' }, versions };
  const { api } = await connect({ '/api': core, '/apis': groups(strange) });
  expect((await api.discover(signal)).staleGroups).toEqual(['example.com']);
});

test('does not mind a version without resources', async () => {
  const answer = groups(group('x', version('v1', null)));
  const { api } = await connect({ '/api': core, '/apis': answer });
  expect((await api.discover(signal)).types).toHaveLength(2);
});

const nothing: ApiAnswer = { json: { kind: 'APIGroupDiscoveryList', items: null } };
const configMaps = version('v1', [resource('configmaps', 'ConfigMap')]);

test.each<[string, '/api' | '/apis', ApiAnswer]>([
  ['no groups', '/apis', groups()],
  ['items of null', '/apis', nothing],
  ['a group without a name', '/apis', groups(group('', configMaps))],
  ['no groups', '/api', groups()],
  ['items of null', '/api', nothing],
  ['no v1', '/api', groups(group('', version('v2', [namespaces])))],
  ['another group', '/api', groups(group('apps', version('v1', [namespaces])))],
  ['v1 without Namespaces', '/api', groups(group('', configMaps))],
])('does not believe %s at %s', async (_, path, answer) => {
  const { api } = await connect({ '/api': core, '/apis': some, [path]: answer });
  await expect(api.discover(signal)).rejects.toMatchObject({
    code: 'discovery-failed',
    message: expect.stringContaining(`${path}: what every API server has is missing`) as string,
  });
});

test('takes v1 that is stale for a gap, as any other', async () => {
  const { api } = await connect({
    '/api': groups(group('', version('v1', [], 'Stale'))),
    '/apis': some,
  });
  expect((await api.discover(signal)).staleGroups).toEqual(['']);
});

test.each<[string, object]>([
  ['a name', resource('', 'Thing')],
  ['a kind', resource('things', '')],
])('a resource without %s makes its group a gap', async (_, strange) => {
  const broken = group('example.com', version('v1', [strange]));
  const { api } = await connect({ '/api': core, '/apis': groups(broken) });
  expect((await api.discover(signal)).staleGroups).toEqual(['example.com']);
});

test('a resource that has nothing but subresources is no gap', async () => {
  const broken = group('example.com', version('v1', [resource('things', '', { verbs: [] })]));
  const { api } = await connect({ '/api': core, '/apis': groups(broken) });
  expect((await api.discover(signal)).staleGroups).toEqual([]);
});

test.each<[string, ApiAnswer, string, string]>([
  [
    'no aggregated discovery',
    { json: { kind: 'APIGroupList', groups: [] } },
    'discovery-unsupported',
    '/apis',
  ],
  ['something that is no JSON', { text: 'hello' }, 'discovery-unsupported', '/apis'],
  ['403', refusal(403, 'Forbidden', 'you may not'), 'discovery-failed', 'you may not'],
  ['503 in plain text', { status: 503, text: 'starting' }, 'discovery-failed', 'starting'],
])('stops at a server that answers %s', async (_, answer, code, message) => {
  const { api } = await connect({ '/api': core, '/apis': answer });
  const error: unknown = await api.discover(signal).catch((reason: unknown) => reason);
  if (!(error instanceof Failure)) throw new Error('it did not fail');
  expect(error.code).toBe(code);
  expect(error.message).toContain(message);
});

test('tells the server’s time, which dates what it creates', async () => {
  const dated: ApiAnswer = (response) => {
    response.writeHead(200, { date: 'Thu, 01 Jan 2026 00:00:00 GMT' });
    response.end(JSON.stringify('json' in core ? core.json : null));
  };
  const { api } = await connect({ '/api': dated, '/apis': some });
  expect((await api.discover(signal)).serverTime).toBe(Date.UTC(2026, 0, 1));
});
