import { expect, test } from 'vitest';
import type { LiveObject, ManagedObject } from '../../../src/model/managed-object.ts';
import { decideAgain } from '../../../src/plan/decide-again.ts';
import type { PrunePolicy } from '../../../src/plan/prune-policy.ts';
import {
  CHECKSUM,
  liveObject,
  managedObject,
  type ObjectFields,
  TYPES,
} from '../../support/builders.ts';

const policy: PrunePolicy = {
  checksum: CHECKSUM,
  deployment: 'default',
  fieldManagers: [],
  scope: { namespace: null, selector: [] },
  adopt: false,
  namespace: 'default',
};

const planned = managedObject({ type: TYPES.Deployment });

function decide(now: ObjectFields, others: readonly ManagedObject[] = []) {
  const live: LiveObject = liveObject({ type: TYPES.Deployment, resourceVersion: '2', ...now });
  const inventory = { objects: [planned, ...others], gaps: [] };
  return decideAgain(live, planned, { targets: [], inventory, policy });
}

test('prunes an object that only its status changed', () => {
  expect(decide({}).op).toBe('prune');
});

test('keeps an object that another release has applied since', () => {
  const change = decide({ checksum: 'a'.repeat(62) });
  expect(change).toMatchObject({ op: 'keep', reason: { type: 'other-release' } });
});

test('keeps an object that this release has applied since', () => {
  expect(decide({ checksum: CHECKSUM }).op).toBe('keep');
});

test('keeps an object that lost its label', () => {
  expect(decide({ checksum: null }).op).toBe('keep');
});

test('keeps an object that asks to be retained by now', () => {
  const change = decide({ annotations: { 'kubernixos/prune': 'disabled' } });
  expect(change).toMatchObject({ op: 'keep', reason: { type: 'retained' } });
});

test('keeps an object that owns one of the release', () => {
  const owner = { uid: planned.uid, kind: 'Deployment', name: 'web', controller: false };
  const dependent = managedObject({ checksum: CHECKSUM, owners: [owner] });
  expect(decide({}, [dependent])).toMatchObject({ op: 'keep', reason: { type: 'in-use' } });
});
