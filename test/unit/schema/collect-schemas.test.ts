import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { collectPublished } from '../../../src/schema/await-published.ts';
import { collectSchemas } from '../../../src/schema/collect-schemas.ts';
import { discovery } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { failure, fakeCluster, success } from '../../support/fake-cluster.ts';
import { schemaDocument, servedKind } from '../../support/schema-documents.ts';

const signal = new AbortController().signal;
const type = (kind: string, verbs = ['patch']) => ({
  ...{ group: 'shop.io', version: 'v1', kind, plural: `${kind.toLowerCase()}s` },
  ...{ namespaced: true, verbs },
});
const types = [type('Stall'), type('Review', ['create']), type('Bare')];
const stall = servedKind('shop.io/v1', 'Stall', { a: { type: 'string', description: 'words' } });

function cluster(documents: Readonly<Record<string, JsonObject>>): KubeApi {
  const { api } = fakeCluster([], { discovery: discovery(types) });
  const document: KubeApi['document'] = (path) => {
    const found = documents[path];
    return Promise.resolve(found === undefined ? failure(404) : success(found));
  };
  return { ...api, document };
}

const root = { paths: { 'apis/shop.io/v1': { serverRelativeURL: '/openapi/v3/shop?hash=1' } } };
const served = {
  '/version': { gitVersion: 'v1.36.3' },
  '/openapi/v3': root,
  '/openapi/v3/shop': schemaDocument([stall], {
    definitions: { unused: { type: 'string' } },
  }),
};

test('saves the kinds that can be applied, each version in a file, and no words', async () => {
  const { files, kinds, kubernetes, missing } = await collectSchemas(cluster(served), signal);

  expect({ kinds, kubernetes, missing }).toEqual({
    kinds: 1,
    kubernetes: 'v1.36.3',
    missing: ['Bare (shop.io/v1)'],
  });
  expect([...files.keys()]).toEqual(['shop.io.v1.json', 'kubernixos-schemas.json']);
  expect(files.get('shop.io.v1.json')).not.toMatch(/words|unused/);
});

test('gives the same bytes in whatever order the server answers', async () => {
  const reversed = Object.fromEntries(Object.entries(stall.schema).reverse());
  const document = schemaDocument([{ ...stall, schema: reversed }]);
  const one = await collectSchemas(cluster(served), signal);
  const other = await collectSchemas(cluster({ ...served, '/openapi/v3/shop': document }), signal);

  expect(other.files).toEqual(one.files);
});

test('waits for a schema that is published after its kind is served', async () => {
  const api = cluster(served);
  let asked = 0;
  const document: KubeApi['document'] = (path, signal) => {
    if (path === '/openapi/v3') asked += 1;
    return path === '/openapi/v3' && asked < 4
      ? Promise.resolve(success({ paths: {} }))
      : api.document(path, signal);
  };
  const discover = () => Promise.resolve(discovery([type('Stall')]));

  const late = { ...api, document, discover };
  const { kinds, missing } = await collectPublished({ api: late, clock: fakeClock() }, signal);

  expect({ kinds, missing, asked }).toEqual({ kinds: 1, missing: [], asked: 4 });
});

test('waits for no schema that never comes for longer than 10 seconds', async () => {
  const clock = fakeClock();

  const { missing } = await collectPublished({ api: cluster(served), clock }, signal);

  expect(missing).toEqual(['Bare (shop.io/v1)']);
  expect(clock.now()).toBe(10_000);
});

test('fails where the server does not give a document that it lists', async () => {
  const { '/version': version, '/openapi/v3': openapi } = served;
  const api = cluster({ '/version': version, '/openapi/v3': openapi });

  await expect(collectSchemas(api, signal)).rejects.toThrow(
    'the API server does not give its schemas',
  );
});
