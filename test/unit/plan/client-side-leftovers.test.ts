import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { withoutClientSideLeftovers } from '../../../src/plan/client-side-leftovers.ts';
import { clientSideApply, LAST_APPLIED, owner } from '../../support/managed-fields.ts';

const OURS = 'kubernixos';

/** An object as a dry run gives it, and who owns what of it. */
function rehearsed(body: JsonObject, ...managedFields: readonly JsonObject[]): JsonObject {
  const annotations = { [LAST_APPLIED]: '{}', 'kubernixos/owner': 'x' };
  return {
    metadata: { name: 'web', labels: { kubernixos: 'c' }, annotations, managedFields },
    ...body,
  };
}

function ours(fields: JsonObject): JsonObject {
  return owner(OURS, 'Apply', {
    'f:metadata': {
      'f:annotations': { 'f:kubernixos/owner': {} },
      'f:labels': { 'f:kubernixos': {} },
    },
    ...fields,
  });
}

/** What is left of the body. */
function leftOf(body: JsonObject, ...managedFields: readonly JsonObject[]): JsonObject | null {
  const left = withoutClientSideLeftovers(rehearsed(body, ...managedFields), OURS);
  if (left === null) return null;
  return Object.fromEntries(Object.entries(left).filter(([name]) => name !== 'metadata'));
}

describe('what only client-side apply set goes', () => {
  test.each<[string, JsonObject, JsonObject, JsonObject, JsonObject]>([
    [
      'a key of a map',
      { data: { a: '1', b: '2' } },
      { 'f:data': { '.': {}, 'f:a': {}, 'f:b': {} } },
      {
        'f:data': { 'f:a': {} },
      },
      { data: { a: '1' } },
    ],
    ['a map', { data: { a: '1' } }, { 'f:data': { '.': {}, 'f:a': {} } }, {}, {}],
    [
      'a structure with what nobody owns in it',
      { strategy: { type: 'x', byDefault: 1 } },
      {
        'f:strategy': { 'f:type': {} },
      },
      {},
      {},
    ],
    [
      'an element by its keys',
      { containers: [{ name: 'web' }, { name: 'side', pull: 'byDefault' }] },
      {
        'f:containers': {
          'k:{"name":"web"}': { '.': {}, 'f:name': {} },
          'k:{"name":"side"}': { '.': {}, 'f:name': {} },
        },
      },
      { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:name': {} } } },
      {
        containers: [{ name: 'web' }],
      },
    ],
    [
      'a port by number and protocol',
      {
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      {
        'f:ports': {
          'k:{"port":53,"protocol":"TCP"}': { '.': {}, 'f:port': {} },
          'k:{"port":53,"protocol":"UDP"}': { '.': {}, 'f:port': {} },
        },
      },
      { 'f:ports': { 'k:{"port":53,"protocol":"UDP"}': { '.': {}, 'f:port': {} } } },
      {
        ports: [{ port: 53, protocol: 'UDP' }],
      },
    ],
    [
      'a field of an element',
      { env: [{ name: 'A', value: '1' }] },
      {
        'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
      },
      { 'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {} } } },
      { env: [{ name: 'A' }] },
    ],
    [
      'an element by its value',
      { set: ['a', 'b'] },
      { 'f:set': { 'v:"a"': {}, 'v:"b"': {} } },
      {
        'f:set': { 'v:"b"': {} },
      },
      { set: ['b'] },
    ],
    ['an atomic list', { args: ['a'] }, { 'f:args': {} }, {}, {}],
    [
      'all of a map that the manifest empties',
      { data: { a: '1' } },
      { 'f:data': { 'f:a': {} } },
      {
        'f:data': {},
      },
      { data: null },
    ],
  ])('%s', (_, body, theirs, kept, left) => {
    expect(leftOf(body, clientSideApply(theirs), ours(kept))).toEqual(left);
  });

  test('its annotation, and its labels', () => {
    const object = rehearsed({}, clientSideApply({}, { 'f:old': {} }), ours({}));
    const labels = { kubernixos: 'c', old: 'x', other: 'y' };
    const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
    expect(withoutClientSideLeftovers({ metadata: { ...metadata, labels } }, OURS)).toEqual({
      metadata: {
        name: 'web',
        labels: { kubernixos: 'c', other: 'y' },
        annotations: { 'kubernixos/owner': 'x' },
        managedFields: [ours({})],
      },
    });
  });

  test('what two of them own together', () => {
    const first = clientSideApply({ 'f:data': { 'f:a': {}, 'f:b': {} } });
    const second = { ...first, manager: 'other' };
    expect(
      leftOf({ data: { a: '1', b: '2' } }, first, second, ours({ 'f:data': { 'f:a': {} } })),
    ).toEqual({
      data: { a: '1' },
    });
  });

  test('an element of which another owns just a field', () => {
    const theirs = { 'f:containers': { 'k:{"name":"side"}': { '.': {}, 'f:name': {} } } };
    const setter = owner('setter', 'Update', {
      'f:containers': { 'k:{"name":"side"}': { 'f:image': {} } },
    });
    const body = { containers: [{ name: 'web' }, { name: 'side', image: 'a' }] };
    expect(leftOf(body, clientSideApply(theirs), setter, ours({ 'f:containers': {} }))).toEqual({
      containers: [{ name: 'web' }],
    });
  });

  test('but never the name, where the manifest has no labels', () => {
    const object = {
      metadata: {
        name: 'web',
        labels: { a: 'b' },
        managedFields: [clientSideApply({}, { 'f:a': {} })],
      },
    };
    expect(withoutClientSideLeftovers(object, OURS)).toEqual({
      metadata: { name: 'web', managedFields: [] },
    });
  });
});

describe('what stays', () => {
  test('an element of which client-side apply set just a field, without that field', () => {
    const theirs = { 'f:containers': { 'k:{"name":"side"}': { 'f:image': {} } } };
    const body = { containers: [{ name: 'side', image: 'a' }] };
    expect(leftOf(body, clientSideApply(theirs), ours({ 'f:containers': {} }))).toEqual({
      containers: [{ name: 'side' }],
    });
  });

  test('what another owns', () => {
    const theirs = clientSideApply({ 'f:data': { 'f:a': {}, 'f:b': {} } });
    const other = owner('other', 'Update', { 'f:data': { 'f:b': {} } });
    expect(leftOf({ data: { a: '1', b: '2' } }, theirs, other, ours({}))).toEqual({
      data: { b: '2' },
    });
  });

  test('what nobody owns', () => {
    const theirs = clientSideApply({ 'f:spec': { 'f:a': {} } });
    expect(
      leftOf({ spec: { a: 1, b: 2 }, c: 3 }, theirs, ours({ 'f:spec': { 'f:x': {} } })),
    ).toEqual({
      spec: { b: 2 },
      c: 3,
    });
  });

  test('what client-side apply owns by another version of the API', () => {
    const theirs = { ...clientSideApply({ 'f:data': { 'f:a': {} } }), apiVersion: 'v0' };
    expect(leftOf({ data: { a: '1' } }, theirs, ours({}))).toEqual({ data: { a: '1' } });
  });

  test('what its manager owns through a subresource', () => {
    const theirs = clientSideApply({ 'f:spec': { 'f:replicas': {} } });
    const scaled = owner(
      'kubectl-client-side-apply',
      'Update',
      { 'f:spec': { 'f:replicas': {} } },
      {
        subresource: 'scale',
      },
    );
    expect(leftOf({ spec: { replicas: 3 } }, theirs, scaled, ours({}))).toEqual({
      spec: { replicas: 3 },
    });
  });
});

describe('properties', () => {
  const arbitraryKeys: fc.Arbitrary<string[]> = fc.uniqueArray(
    fc.constantFrom('a', 'b', 'constructor', '__proto__', 'x.y'),
  );

  function valuesOf(keys: readonly string[]): JsonObject {
    return Object.fromEntries(keys.map((key): [string, Json] => [key, key]));
  }

  function fieldsOf(keys: readonly string[]): JsonObject {
    return Object.fromEntries(keys.map((key): [string, Json] => [`f:${key}`, {}]));
  }

  test('where nobody used client-side apply there is nothing to do', () => {
    fc.assert(
      fc.property(arbitraryKeys, arbitraryKeys, (all, some) => {
        const other = owner('kubectl', 'Update', { 'f:data': fieldsOf(some) });
        expect(leftOf({ data: valuesOf(all) }, other, ours({}))).toBeNull();
        expect(withoutClientSideLeftovers({ data: valuesOf(all) }, OURS)).toBeNull();
      }),
    );
  });

  test('a key goes just where client-side apply alone owns it', () => {
    fc.assert(
      fc.property(fc.tuple(arbitraryKeys, arbitraryKeys, arbitraryKeys, arbitraryKeys), (keys) => {
        const [theirs, mine, others, all] = keys;
        const left = leftOf(
          { data: valuesOf([...all, 'z']) },
          clientSideApply({ 'f:data': fieldsOf(theirs) }),
          ours({ 'f:data': { 'f:z': {}, ...fieldsOf(mine) } }),
          owner('other', 'Update', { 'f:data': fieldsOf([...others, 'z']) }),
        );
        const isLost = (key: string) =>
          theirs.includes(key) && !mine.includes(key) && !others.includes(key);
        expect(left).toEqual({ data: valuesOf([...all.filter((key) => !isLost(key)), 'z']) });
      }),
    );
  });

  test('once is enough', () => {
    fc.assert(
      fc.property(arbitraryKeys, arbitraryKeys, (all, some) => {
        const theirs = clientSideApply({ 'f:data': fieldsOf(some) });
        const left = withoutClientSideLeftovers(rehearsed({ data: valuesOf(all) }, theirs), OURS);
        expect(left && withoutClientSideLeftovers(left, OURS)).toBeNull();
      }),
    );
  });
});
