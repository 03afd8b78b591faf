import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseName } from '../../../src/model/lease.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { parseOwnerClaim } from '../../../src/model/owner-annotation.ts';
import type { KeepReason, Prune } from '../../../src/model/plan.ts';
import type { Target } from '../../../src/model/target.ts';
import { type Contents, reasonToKeepContainer } from '../../../src/plan/check-contents.ts';
import { retainedBy } from '../../../src/plan/retention.ts';
import { arbitraryGaps, arbitraryObjects, arbitraryTargets } from '../../support/arbitraries.ts';
import {
  liveObject,
  manage,
  managedObject,
  type ObjectFields,
  pruneOf,
  target,
  TYPES,
} from '../../support/builders.ts';

const namespace = pruneOf(managedObject({ type: TYPES.Namespace, name: 'shop' }));
const definition = pruneOf(
  managedObject({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
);

function judge(
  container: Prune,
  inside: {
    readonly objects?: readonly LiveObject[];
    readonly gaps?: Contents['gaps'];
    readonly prunes?: readonly Prune[];
    readonly targets?: readonly Target[];
    readonly allowForeign?: boolean;
    readonly deployment?: string;
    readonly released?: readonly LiveObject[];
    readonly staying?: readonly LiveObject[];
  },
): KeepReason['type'] | 'goes' {
  const { objects = [], gaps = [], prunes = [], targets = [], allowForeign = false } = inside;
  const { deployment = 'default', staying = [] } = inside;
  const released = new Set((inside.released ?? []).map(({ uid }) => uid));
  const plan = {
    prunes: [container, ...prunes],
    targets,
    deployment,
    allowForeign,
    released,
    staying,
  };
  return reasonToKeepContainer(container, { objects, gaps }, plan)?.type ?? 'goes';
}

/** A plan in which nothing else goes or is wanted. */
const nothing = {
  prunes: [],
  targets: [],
  deployment: 'default',
  allowForeign: false,
  released: new Set<string>(),
  staying: [],
};

/** Something that no one of us knows. */
const foreign: ObjectFields = { deployment: null, checksum: null, name: 'foreign' };

test('lets an empty Namespace go', () => {
  expect(judge(namespace, {})).toBe('goes');
});

test('lets a Namespace go with what is pruned too', () => {
  const object = managedObject();
  expect(judge(namespace, { objects: [object], prunes: [pruneOf(object)] })).toBe('goes');
});

test.each<[string, ObjectFields]>([
  ['the root certificate', { ...foreign, name: 'kube-root-ca.crt' }],
  ['its service account', { ...foreign, type: TYPES.ServiceAccount, name: 'default' }],
  ['Events', { ...foreign, type: TYPES.CoreEvent }],
  ['Events of their newer group', { ...foreign, type: TYPES.Event }],
  ['Endpoints', { ...foreign, type: TYPES.Endpoints }],
  ['EndpointSlices', { ...foreign, type: TYPES.EndpointSlice }],
  ['objects that are being deleted', { ...foreign, terminating: true }],
])('does not count %s in a Namespace', (_, fields) => {
  expect(judge(namespace, { objects: [liveObject(fields)] })).toBe('goes');
});

test('does not count the Lease of its own deployment in a Namespace', () => {
  expect(judge(namespace, { objects: [leaseOf('default')] })).toBe('goes');
});

test.each([
  ['of another deployment', leaseOf('other')],
  ['of somebody else', leaseOf('default', {})],
  ['of another name', { ...leaseOf('default'), key: leaseOf('other').key }],
])('keeps a Namespace that holds a Lease %s', (_, object) => {
  expect(judge(namespace, { objects: [object] })).toBe('contents');
});

function leaseOf(
  deployment: string,
  annotations: LiveObject['annotations'] = { 'kubernixos/deployment': deployment },
): LiveObject {
  return liveObject({ ...foreign, type: TYPES.Lease, name: leaseName(deployment), annotations });
}

test.each<[string, ObjectFields]>([
  ['a foreign object', foreign],
  ['a ConfigMap with the name of a service account', { ...foreign, name: 'default' }],
  ['another service account', { ...foreign, type: TYPES.ServiceAccount }],
  ['a custom resource of kind Event', { ...foreign, type: TYPES.CustomEvent }],
  ['an object of ours that is not pruned', {}],
  [
    'an object that something else owns',
    { ...foreign, owners: [{ uid: 'x', kind: 'X', name: 'x', controller: true }] },
  ],
])('keeps a Namespace that holds %s, unless that is allowed', (_, fields) => {
  const objects = [liveObject(fields)];
  expect(judge(namespace, { objects })).toBe('contents');
  expect(judge(namespace, { objects, allowForeign: true })).toBe('goes');
});

test('lets a Namespace go with what its pruned objects own, and what that owns', () => {
  const web = managedObject({ type: TYPES.Deployment });
  const set = owned(TYPES.ReplicaSet, web);
  const pod = owned(TYPES.Pod, set);
  expect(judge(namespace, { objects: [pod, set, web], prunes: [pruneOf(web)] })).toBe('goes');
});

test('what garbage collection has not reached yet counts as going, though its owner has gone', () => {
  const web = managedObject({ type: TYPES.Deployment });
  const set = owned(TYPES.ReplicaSet, web);
  const pod = owned(TYPES.Pod, set);
  const facts = { ...nothing, prunes: [pruneOf(web)] };
  const earlier = [pod, set, web];
  expect(reasonToKeepContainer(namespace, { objects: [pod], earlier, gaps: [] }, facts)).toBeNull();
});

test('what has lost its owner since an earlier look no longer goes with it', () => {
  const web = managedObject({ type: TYPES.Deployment });
  const earlier = [owned(TYPES.Pod, web)];
  const pod = { ...owned(TYPES.Pod, web), owners: [] };
  const facts = { ...nothing, prunes: [pruneOf(web)] };
  const contents = { objects: [pod], earlier, gaps: [] };
  expect(reasonToKeepContainer(namespace, contents, facts)?.type).toBe('contents');
});

test('an owner that stays keeps what it owns, and so the Namespace', () => {
  const web = managedObject({ type: TYPES.Deployment });
  const pod = owned(TYPES.Pod, web, liveObject(foreign));
  expect(judge(namespace, { objects: [pod, web], prunes: [pruneOf(web)] })).toBe('contents');
});

function owned(type: ObjectFields['type'] & object, ...owners: readonly LiveObject[]): LiveObject {
  const references = owners.map(({ uid, key }) => ({
    uid,
    kind: key.kind,
    name: key.name,
    controller: true,
  }));
  return liveObject({ ...foreign, type, owners: references });
}

describe.each([false, true])('with foreign contents allowed: %s', (allowForeign) => {
  test('keeps a Namespace in which the release has an object', () => {
    const targets = [target({ namespace: 'shop' })];
    expect(judge(namespace, { targets, allowForeign })).toBe('in-use');
  });

  test('keeps a definition of which the release has a resource', () => {
    const targets = [target({ type: TYPES.Widget })];
    expect(judge(definition, { targets, allowForeign })).toBe('in-use');
  });

  test.each([
    ['an object', { deployment: 'other' }],
    ['Endpoints', { deployment: 'other', type: TYPES.Endpoints }],
  ])('keeps a Namespace in which another deployment has %s', (_, fields) => {
    expect(judge(namespace, { objects: [liveObject(fields)], allowForeign })).toBe('in-use');
  });

  test('keeps a Namespace in which the original tool has an object that is not ours', () => {
    const objects = [liveObject({ deployment: null, labelManagers: ['kubectl'] })];
    const facts = { objects, deployment: 'shop', allowForeign };
    expect(judge(namespace, facts)).toBe('in-use');
  });

  test('keeps a definition of which another deployment has a resource', () => {
    const objects = [liveObject({ type: TYPES.Widget, deployment: 'other' })];
    expect(judge(definition, { objects, allowForeign })).toBe('in-use');
  });

  test('keeps a Namespace that holds what asks to be retained', () => {
    const objects = [liveObject({ annotations: { 'helm.sh/resource-policy': 'keep' } })];
    expect(judge(namespace, { objects, allowForeign })).toBe('in-use');
  });

  test('keeps what could not be looked into', () => {
    const gaps = [{ group: 'example.com', type: null, reason: 'stale' }];
    expect(judge(namespace, { gaps, allowForeign })).toBe('contents-unknown');
    expect(judge(definition, { gaps, allowForeign })).toBe('contents-unknown');
    const objects = [liveObject(foreign)];
    expect(judge(namespace, { objects, gaps, allowForeign })).toBe('contents-unknown');
  });
});

test('takes a copied label for no sign of another deployment', () => {
  const pod = liveObject({ deployment: null, type: TYPES.Pod, labelManagers: ['operator'] });
  const facts = { objects: [pod], deployment: 'shop', allowForeign: true };
  expect(judge(namespace, facts)).toBe('goes');
});

test('what a person let go no longer keeps a Namespace, nor does what it owns; all else does', () => {
  const seen = liveObject({ ...foreign, type: TYPES.ReplicaSet });
  const pod = owned(TYPES.Pod, seen);
  const unseen = liveObject({ ...foreign, name: 'unseen' });
  expect(judge(namespace, { objects: [seen, pod] })).toBe('contents');
  expect(judge(namespace, { objects: [seen, pod], released: [seen] })).toBe('goes');
  expect(judge(namespace, { objects: [seen, unseen], released: [seen] })).toBe('contents');
});

test('what a person let go keeps a Namespace once somebody claims it', () => {
  const taken = liveObject({ deployment: 'other' });
  expect(judge(namespace, { objects: [taken], released: [taken] })).toBe('in-use');
});

test('keeps a definition whose resources own what must stay elsewhere, whatever is allowed', () => {
  const theirs = liveObject({ ...foreign, type: TYPES.Widget });
  const retained = owned(TYPES.ConfigMap, theirs);
  const facts = { objects: [theirs], allowForeign: true };
  expect(judge(definition, { ...facts, staying: [retained] })).toBe('in-use');
  const other = liveObject({ name: 'lasting' });
  expect(judge(definition, { ...facts, staying: [owned(TYPES.ConfigMap, theirs, other)] })).toBe(
    'goes',
  );
});

test('says who still uses a Namespace', () => {
  const objects = [liveObject({ deployment: 'other' })];
  const plan = { ...nothing, targets: [target()] };
  expect(reasonToKeepContainer(namespace, { objects, gaps: [] }, plan)).toEqual({
    type: 'in-use',
    by: ['ConfigMap shop/web', 'ConfigMap shop/web (deployment other)'],
  });
});

test('keeps a definition with resources of others, unless that is allowed', () => {
  const objects = [liveObject({ ...foreign, type: TYPES.Widget })];
  expect(judge(definition, { objects })).toBe('contents');
  expect(judge(definition, { objects, allowForeign: true })).toBe('goes');
});

test('a kind that is incidental in Namespaces is not so in a definition of that kind', () => {
  const events = pruneOf(
    managedObject({ type: TYPES.CustomResourceDefinition, name: 'events.example.com' }),
  );
  expect(judge(events, { objects: [liveObject({ ...foreign, type: TYPES.CustomEvent })] })).toBe(
    'contents',
  );
});

test('nothing that anyone claims ever goes with a Namespace', () => {
  fc.assert(
    fc.property(
      arbitraryObjects,
      arbitraryTargets,
      arbitraryGaps,
      fc.boolean(),
      (all, targets, gaps, allowForeign) => {
        const objects = all.filter(({ key }) => key.namespace === 'shop');
        if (judge(namespace, { objects, targets, gaps, allowForeign }) !== 'goes') return;
        expect(gaps).toEqual([]);
        expect(targets.filter(({ key }) => key.namespace === 'shop')).toEqual([]);
        expect(objects.filter((object) => !object.terminating && isClaimed(object))).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});

function isClaimed(object: LiveObject): boolean {
  const claim = parseOwnerClaim(object.annotations['kubernixos/owner'] ?? '');
  const foreignClaim = claim?.deployment === 'other' && claim.key.name === object.key.name;
  return foreignClaim || retainedBy(object.annotations) !== null;
}

test('what the inventory sees under two groups is one object', () => {
  const object = manage(liveObject(), [{ group: 'x', kind: 'X', namespace: 'shop', name: 'web' }]);
  expect(judge(namespace, { objects: [object, object], prunes: [pruneOf(object)] })).toBe('goes');
});
