import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import type { ManagedObject } from '../../../src/model/managed-object.ts';
import { checkOwnership } from '../../../src/plan/check-ownership.ts';
import { liveObject, manage, managedObject, target, TYPES } from '../../support/builders.ts';

const targets = [target(), target({ type: TYPES.Ingress })];

function complaint(objects: readonly ManagedObject[], adopt = false): string | null {
  try {
    checkOwnership(targets, objects, { deployment: 'default', adopt });
    return null;
  } catch (error) {
    if (error instanceof Failure && error.code === 'owned-by-other-deployment')
      return error.message;
    throw error;
  }
}

test('stops a run whose release holds an object of another deployment', () => {
  expect(complaint([managedObject({ deployment: 'other' })])).toBe(
    'ConfigMap shop/web belongs to deployment other',
  );
});

test('names all such objects, sorted', () => {
  const objects = [
    managedObject({ type: TYPES.Ingress, deployment: 'b' }),
    managedObject({ deployment: 'a' }),
  ];
  expect(complaint(objects)?.split('\n')).toEqual([
    'ConfigMap shop/web belongs to deployment a',
    'Ingress.networking.k8s.io shop/web belongs to deployment b',
  ]);
});

test('finds the object also under another group', () => {
  const seen = liveObject({ type: { ...TYPES.Ingress, group: 'extensions' }, deployment: 'other' });
  const ingress = { group: 'networking.k8s.io', kind: 'Ingress', namespace: 'shop', name: 'web' };
  expect(complaint([manage(seen, [ingress])])).not.toBeNull();
});

test.each([
  ['its own object', managedObject()],
  ['what the original tool left', managedObject({ deployment: null })],
  [
    'another deployment’s object that the release does not hold',
    managedObject({ deployment: 'other', name: 'x' }),
  ],
  ['an annotation without meaning', managedObject({ annotations: { 'kubernixos/owner': 'x' } })],
])('does not mind %s', (_, object) => {
  expect(complaint([object])).toBeNull();
});

test('takes over what it may adopt', () => {
  expect(complaint([managedObject({ deployment: 'other' })], true)).toBeNull();
});
