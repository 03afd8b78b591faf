import { expect, test } from 'vitest';
import type { ManagedObject } from '../../../src/model/managed-object.ts';
import type { PruneChange } from '../../../src/model/plan.ts';
import { spareOwners } from '../../../src/plan/spare-owners.ts';
import { managedObject, pruneOf, TYPES } from '../../support/builders.ts';

const owner = managedObject({ type: TYPES.Deployment, name: 'owner' });
const grandOwner = managedObject({ type: TYPES.Widget, name: 'grand-owner' });

function ownedBy(...owners: readonly ManagedObject[]): ManagedObject {
  return managedObject({
    name: 'dependent',
    owners: owners.map(({ uid, key }) => ({
      uid,
      kind: key.kind,
      name: key.name,
      controller: false,
    })),
  });
}

function keep(object: ManagedObject, type: 'retained' | 'unclear' | 'owned'): PruneChange {
  if (type === 'retained') return { op: 'keep', object, reason: { type, by: 'kubernixos/prune' } };
  if (type === 'owned') return { op: 'keep', object, reason: { type, by: 'Operator x' } };
  return { op: 'keep', object, reason: { type, managers: [] } };
}

const inUse = { type: 'in-use', by: ['ConfigMap shop/dependent (owned by it)'] };

test('keeps the owner of an object of the release', () => {
  const [change] = spareOwners([pruneOf(owner)], [ownedBy(owner)]);
  expect(change).toMatchObject({ op: 'keep', reason: inUse });
});

test('keeps the owner of an object that is retained', () => {
  const changes = spareOwners([pruneOf(owner), keep(ownedBy(owner), 'retained')], []);
  expect(changes[0]).toMatchObject({ op: 'keep', reason: inUse });
});

test('keeps the owner of an owner that is kept for its dependent', () => {
  const middle = { ...ownedBy(grandOwner), key: owner.key, uid: owner.uid };
  const changes = spareOwners([pruneOf(grandOwner), pruneOf(middle)], [ownedBy(middle)]);
  expect(changes.map(({ op }) => op)).toEqual(['keep', 'keep']);
});

test('prunes an owner where another owner of the dependent stays', () => {
  const changes = spareOwners([pruneOf(owner)], [ownedBy(owner, grandOwner)]);
  expect(changes[0]?.op).toBe('prune');
});

test.each(['owned', 'unclear'] as const)('prunes the owner of an object that is %s', (type) => {
  const changes = spareOwners([pruneOf(owner), keep(ownedBy(owner), type)], []);
  expect(changes[0]?.op).toBe('prune');
});
