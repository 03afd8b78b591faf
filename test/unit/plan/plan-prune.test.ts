import { expect, test } from 'vitest';
import type { KeepReason } from '../../../src/model/plan.ts';
import { planPrune } from '../../../src/plan/plan-prune.ts';
import type { PrunePolicy } from '../../../src/plan/prune-policy.ts';
import {
  CHECKSUM,
  managedObject,
  type ObjectFields,
  target,
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

function decide(fields: ObjectFields, more: Partial<PrunePolicy> = {}): KeepReason | 'prune' {
  const inventory = { objects: [managedObject(fields)], gaps: [] };
  const [change] = planPrune([], inventory, { ...policy, ...more });
  if (change === undefined) throw new Error('nothing was decided');
  return change.op === 'prune' ? 'prune' : change.reason;
}

const operator = { uid: 'u', kind: 'Operator', name: 'x', controller: true };

test.each<[name: string, fields: ObjectFields, reason: KeepReason]>([
  [
    'an object of another deployment',
    { deployment: 'other' },
    { type: 'other-deployment', deployment: 'other' },
  ],
  [
    'a copy of another object’s annotation',
    { deployment: null, annotations: { 'kubernixos/owner': 'default:/ConfigMap/shop/api' } },
    { type: 'copied-annotation', from: 'default:/ConfigMap/shop/api' },
  ],
  [
    'an annotation of no meaning',
    { annotations: { 'kubernixos/owner': 'web' } },
    { type: 'copied-annotation', from: 'web' },
  ],
  ['a controller’s object', { owners: [operator] }, { type: 'owned', by: 'Operator x' }],
  [
    'a label that a controller set',
    { labelManagers: ['kube-controller-manager'] },
    { type: 'unclear', managers: ['kube-controller-manager'] },
  ],
  [
    'a Service’s label on its EndpointSlice',
    { type: TYPES.EndpointSlice, labelManagers: ['kube-controller-manager'] },
    { type: 'copied-label' },
  ],
  [
    'a label of which no one knows who set it',
    { labelManagers: [] },
    { type: 'unclear', managers: [] },
  ],
  ['what is being deleted', { terminating: true }, { type: 'terminating', finalizers: [] }],
  [
    'the Namespace kube-system',
    { type: TYPES.Namespace, name: 'kube-system' },
    { type: 'built-in-namespace' },
  ],
  [
    'what asks to stay',
    { annotations: { 'kubernixos/prune': 'disabled' } },
    { type: 'retained', by: 'kubernixos/prune: disabled' },
  ],
])('keeps %s', (_, fields, reason) => {
  expect(decide(fields)).toEqual(reason);
});

test.each<[name: string, fields: ObjectFields, more?: Partial<PrunePolicy>]>([
  ['what it applied before', {}],
  ['what the original tool applied', { deployment: null, labelManagers: ['kubectl'] }],
  ['what client-side apply labelled', { labelManagers: ['kubectl-client-side-apply'] }],
  ['what a configured manager labelled', { labelManagers: ['ci'] }, { fieldManagers: ['ci'] }],
  ['what is owned, but controlled by no one', { owners: [{ ...operator, controller: false }] }],
  [
    'what a manifest without a namespace put into the namespace of the run',
    { annotations: { 'kubernixos/owner': 'default:/ConfigMap//web' }, namespace: 'default' },
  ],
  ['a Namespace that only sounds built in', { type: TYPES.Namespace, name: 'kube-flannel' }],
])('prunes %s', (_, fields, more) => {
  expect(decide(fields, more)).toBe('prune');
});

test.each<[name: string, fields: ObjectFields, decision: string]>([
  ['what carries our annotation, whoever set the label', { labelManagers: ['velero'] }, 'prune'],
  ['what lost its field managers', { deployment: null, labelManagers: [] }, 'prune'],
  ['what was edited with kubectl', { deployment: null, labelManagers: ['kubectl-edit'] }, 'prune'],
  ['not what someone else labelled', { deployment: null, labelManagers: ['velero'] }, 'unclear'],
  ['not Endpoints', { type: TYPES.Endpoints, labelManagers: [] }, 'unclear'],
  ['not EndpointSlices', { type: TYPES.EndpointSlice, labelManagers: [] }, 'unclear'],
  ['not another deployment’s object', { deployment: 'other' }, 'other-deployment'],
  ['not what a controller owns', { owners: [operator] }, 'owned'],
])('adopting takes %s', (_, fields, decision) => {
  const reason = decide(fields, { adopt: true });
  expect(reason === 'prune' ? reason : reason.type).toBe(decision);
});

test('marks what has no owner annotation as left by the original tool', () => {
  const objects = [managedObject({ deployment: null }), managedObject({ name: 'x' })];
  const changes = planPrune([], { objects, gaps: [] }, policy);
  expect(changes.map((change) => change.op === 'prune' && change.legacy)).toEqual([true, false]);
});

test('an object without annotation is not of a deployment with a name', () => {
  expect(decide({ deployment: null }, { deployment: 'shop' })).toEqual({
    type: 'other-deployment',
    deployment: 'default',
  });
});

test('says of an identity of the release that it was not applied', () => {
  const [change] = planPrune([target()], { objects: [managedObject()], gaps: [] }, policy);
  expect(change).toMatchObject({ op: 'keep', reason: { type: 'not-applied' } });
});

test.each([
  ['keeps', 'the whole group', { group: 'networking.k8s.io', type: null, reason: '' }],
  ['keeps', 'the type', { group: 'networking.k8s.io', type: TYPES.Ingress, reason: '' }],
  ['prunes', 'another type', { group: 'networking.k8s.io', type: TYPES.Role, reason: '' }],
  ['prunes', 'another group', { group: 'example.com', type: null, reason: '' }],
])('%s a twin of a release’s object when %s could not be listed', (verb, _, gap) => {
  const object = managedObject({ type: { ...TYPES.Ingress, group: 'extensions' } });
  const targets = [target({ type: TYPES.Ingress })];
  const [change] = planPrune(targets, { objects: [object], gaps: [gap] }, policy);
  expect(`${String(change?.op)}s`).toBe(verb);
});

test('keeps what carries a label of the same name that is no checksum', () => {
  expect(decide({ deployment: null, checksum: 'true' })).toEqual({
    type: 'other-label',
    value: 'true',
  });
});

/** A ConfigMap applied from a manifest without a namespace. */
function unplaced(namespace: string): ObjectFields {
  const claim = { 'kubernixos/owner': 'default:/ConfigMap//web' };
  return { namespace, deployment: null, annotations: claim };
}

function prunedOf(
  objects: readonly ObjectFields[],
  targets = [] as Parameters<typeof planPrune>[0],
) {
  const inventory = { objects: objects.map(managedObject), gaps: [] };
  return planPrune(targets, inventory, policy)
    .filter(({ op }) => op === 'prune')
    .map(({ object }) => object.key.namespace);
}

test('takes for a copy what a manifest without a namespace did not put into the namespace of the run', () => {
  expect(prunedOf([unplaced('default'), unplaced('copy')])).toEqual(['default']);
  expect(prunedOf([unplaced('copy')])).toEqual([]);
});

test('takes for a copy what the release holds in the namespace of the run', () => {
  const wanted = target({ namespace: '', name: 'web' });
  expect(prunedOf([unplaced('copy')], [wanted])).toEqual([]);
});
