import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../../../src/model/release.ts';
import { takenFields } from '../../../src/plan/taken-fields.ts';
import { LAST_APPLIED, owner, ownedBy } from '../../support/managed-fields.ts';

/** The paths that `helm` loses when what it owned becomes `left`. */
function lostOf(owned: JsonObject, left: JsonObject | null = null): readonly string[] {
  const after = left === null ? [] : [owner('helm', 'Apply', left)];
  const taken = takenFields(
    ownedBy(owner('helm', 'Apply', owned)),
    ownedBy(...after),
    'kubernixos',
  );
  return taken.flatMap(({ paths }) => paths);
}

test.each<[string, JsonObject, JsonObject | null, string[]]>([
  [
    'a field',
    { 'f:spec': { 'f:replicas': {}, 'f:paused': {} } },
    { 'f:spec': { 'f:paused': {} } },
    ['spec.replicas'],
  ],
  [
    'fields, where it loses all',
    { 'f:spec': { 'f:b': {}, 'f:a': {} } },
    null,
    ['spec.a', 'spec.b'],
  ],
  ['a map as a whole where it owned the map', { 'f:data': { '.': {}, 'f:a': {} } }, null, ['data']],
  ['a key with dots', { 'f:data': { 'f:a.b': {} } }, null, ['data["a.b"]']],
  [
    'a field of an element',
    {
      'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} } },
    },
    { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:name': {} } } },
    ['containers[name=web].image'],
  ],
  [
    'a whole element',
    {
      'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:name': {} } },
    },
    null,
    ['ports[containerPort=80,protocol=TCP]'],
  ],
  [
    'an element by value',
    { 'f:metadata': { 'f:finalizers': { '.': {}, 'v:"a/b"': {} } } },
    {
      'f:metadata': { 'f:finalizers': { '.': {} } },
    },
    ['metadata.finalizers[="a/b"]'],
  ],
  ['an element by index', { 'f:list': { 'i:0': {} } }, null, ['list[0]']],
  ['nothing where it keeps all', { 'f:a': {} }, { 'f:a': {} }, []],
  ['no status', { 'f:status': { 'f:ready': {} } }, null, []],
  [
    'no bookkeeping',
    {
      'f:metadata': {
        'f:labels': { 'f:a': {}, [`f:${RELEASE_LABEL}`]: {} },
        'f:annotations': { [`f:${OWNER_ANNOTATION}`]: {}, [`f:${LAST_APPLIED}`]: {} },
      },
    },
    null,
    ['metadata.labels.a'],
  ],
])('a manager loses %s', (_, owned, left, paths) => {
  expect(lostOf(owned, left)).toEqual(paths);
});

test('managers are sorted, and each is told once', () => {
  const before = ownedBy(
    owner('b', 'Update', { 'f:z': {} }),
    owner('a', 'Apply', { 'f:y': {} }),
    owner('b', 'Apply', { 'f:x': {} }),
    owner('c', 'Apply', { 'f:kept': {} }),
  );
  const after = ownedBy(owner('c', 'Apply', { 'f:kept': {} }));
  expect(takenFields(before, after, 'kubernixos')).toEqual([
    { manager: 'a', paths: ['y'] },
    { manager: 'b', paths: ['x', 'z'] },
  ]);
});

test('a field is not lost where the manager owns it by another version of the API', () => {
  const before = ownedBy(owner('hpa', 'Update', { 'f:a': {} }, { apiVersion: 'apps/v1beta1' }));
  const after = ownedBy(owner('hpa', 'Update', { 'f:a': {} }, { apiVersion: 'apps/v1' }));
  expect(takenFields(before, after, 'kubernixos')).toEqual([]);
});

test('a field is lost as a whole where one version of the API owns it as a whole', () => {
  const before = ownedBy(
    owner('hpa', 'Update', { 'f:a': { 'f:b': {} } }, { apiVersion: 'apps/v1beta1' }),
    owner('hpa', 'Update', { 'f:a': {} }, { apiVersion: 'apps/v1' }),
  );
  expect(takenFields(before, ownedBy(), 'kubernixos')).toEqual([{ manager: 'hpa', paths: ['a'] }]);
});

test('what is written through a subresource counts, except for the status', () => {
  const before = ownedBy(
    owner('hpa', 'Update', { 'f:spec': { 'f:replicas': {} } }, { subresource: 'scale' }),
    owner('kubelet', 'Update', { 'f:x': {} }, { subresource: 'status' }),
  );
  expect(takenFields(before, ownedBy(), 'kubernixos')).toEqual([
    { manager: 'hpa', paths: ['spec.replicas'] },
  ]);
});

test('what we let go of ourselves is not taken', () => {
  const before = ownedBy(owner('kubernixos', 'Apply', { 'f:a': {} }));
  expect(takenFields(before, ownedBy(), 'kubernixos')).toEqual([]);
});

test('what kubectl hands over from client-side apply is not taken', () => {
  const lastApplied = { 'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } } };
  const before = ownedBy(
    owner('old', 'Update', { ...lastApplied, 'f:a': {} }),
    owner('kubectl', 'Update', { 'f:b': {} }),
  );
  expect(takenFields(before, ownedBy(), 'kubernixos')).toEqual([
    { manager: 'kubectl', paths: ['b'] },
  ]);
});

test('nothing is known of objects whose managedFields were stripped', () => {
  expect(takenFields({ metadata: {} }, ownedBy(), 'kubernixos')).toEqual([]);
});
