import { expect, test } from 'vitest';
import { listContents } from '../../../src/inventory/list-contents.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { discovery, liveObject, managedObject, TYPES } from '../../support/builders.ts';
import { failure, fakeCluster } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;

const names = ['one', 'two', 'three'];
const everywhere = [...names, 'other'].map((namespace) =>
  liveObject({ type: TYPES.ConfigMap, namespace, name: 'settings' }),
);
const widget = liveObject({ type: TYPES.Widget, namespace: 'one', name: 'it' });
const definition = managedObject({
  type: TYPES.CustomResourceDefinition,
  name: 'widgets.example.com',
});

/** Lists what Namespaces, or what else, hold; tells the requests that it took. */
async function look(
  containers: readonly ReturnType<typeof managedObject>[],
  answer: (list: KubeApi['listPage']) => KubeApi['listPage'] = (list) => list,
) {
  const { api } = fakeCluster([...everywhere, widget]);
  const listPage = answer((type, query, given) => api.listPage(type, query, given));
  const requests: string[] = [];
  const counted: KubeApi = {
    ...api,
    listPage(type, query, given) {
      requests.push(`${type.plural} ${query.namespace || '*'}`);
      return listPage(type, query, given);
    },
  };
  const served = {
    discovery: discovery([TYPES.ConfigMap, TYPES.Widget]),
    deletedDefinitions: new Set<string>(),
  };
  const contents = await listContents(counted, containers, served, signal);
  const held = containers.map((one) => contents.get(one)?.objects.map(({ key }) => showKey(key)));
  const gaps = containers.map((one) => contents.get(one)?.gaps.map(({ type }) => type?.kind));
  return { requests, held, gaps };
}

function namespaces(...some: readonly string[]) {
  return some.map((name) => managedObject({ type: TYPES.Namespace, name }));
}

test('of one Namespace, nothing outside is listed', async () => {
  const { requests, held } = await look(namespaces('two'));
  expect(requests).toEqual(['configmaps two', 'widgets two']);
  expect(held).toEqual([['ConfigMap two/settings']]);
});

test('of several Namespaces and a definition, every type is listed once', async () => {
  const { requests, held } = await look([...namespaces('one', 'two'), definition]);
  expect(requests).toEqual(['configmaps *', 'widgets *']);
  expect(held).toEqual([
    ['ConfigMap one/settings', 'Widget.example.com one/it'],
    ['ConfigMap two/settings'],
    ['Widget.example.com one/it'],
  ]);
});

test('a list with more pages than there are Namespaces is given up for theirs', async () => {
  const { requests, held } = await look(
    namespaces('one', 'two'),
    (list) => async (type, query, given) => {
      const page = await list(type, query, given);
      if (!page.ok || query.namespace !== '') return page;
      const { objects } = page.value;
      return {
        ok: true,
        value: { objects, continueToken: 'more', remaining: 2 * objects.length + 1 },
      };
    },
  );
  expect(requests).toEqual([
    ...['configmaps *', 'widgets *'],
    ...['configmaps one', 'configmaps two', 'widgets one', 'widgets two'],
  ]);
  expect(held).toEqual([
    ['ConfigMap one/settings', 'Widget.example.com one/it'],
    ['ConfigMap two/settings'],
  ]);
});

test('who may not list all namespaces has each listed, and is told what is unseen in which', async () => {
  const { held, gaps } = await look(
    namespaces('one', 'two'),
    (list) => async (type, query, given) =>
      query.namespace === '' || (query.namespace === 'two' && type.kind === 'Widget')
        ? failure(403)
        : list(type, query, given),
  );
  expect(held).toEqual([
    ['ConfigMap one/settings', 'Widget.example.com one/it'],
    ['ConfigMap two/settings'],
  ]);
  expect(gaps).toEqual([[], ['Widget']]);
});

test('a type that was not listed is unseen, and not empty', async () => {
  const typesInTurn = [[TYPES.ConfigMap], [TYPES.ConfigMap, TYPES.Widget]];
  const growing = {
    ...discovery([]),
    get types() {
      return typesInTurn.shift() ?? [];
    },
  };
  const [container] = namespaces('one');
  if (container === undefined) throw new Error('no Namespace');
  const served = { discovery: growing, deletedDefinitions: new Set<string>() };
  const contents = await listContents(fakeCluster([]).api, [container], served, signal);
  expect(contents.get(container)?.gaps).toMatchObject([
    { type: { kind: 'Widget' }, reason: 'it was not listed' },
  ]);
});

test('a type that fails is unseen in every Namespace', async () => {
  const { gaps } = await look(
    namespaces('one', 'two'),
    (list) => async (type, query, given) =>
      type.kind === 'Widget' ? failure(500) : list(type, query, given),
  );
  expect(gaps).toEqual([['Widget'], ['Widget']]);
});
