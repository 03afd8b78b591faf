import { describe, expect, test } from 'vitest';
import type { Inventory } from '../../../src/model/managed-object.ts';
import type { PruneChange } from '../../../src/model/plan.ts';
import type { Target } from '../../../src/model/target.ts';
import { KEEP_RULES, type KeepRuleName } from '../../../src/plan/keep-rules.ts';
import { planPrune } from '../../../src/plan/plan-prune.ts';
import type { PrunePolicy } from '../../../src/plan/prune-policy.ts';
import {
  CHECKSUM,
  managedObject,
  type ObjectFields,
  target,
  TYPES,
} from '../../support/builders.ts';

/*
 * Each rule in a world in which it alone stands between a live object and its deletion. What it
 * prevents is what would happen without it, so this is also the list of accidents.
 */

interface World {
  readonly accident: string;
  readonly object: ObjectFields;
  readonly reason: string;
  readonly targets?: readonly Target[];
  readonly gaps?: Inventory['gaps'];
  readonly policy?: Partial<PrunePolicy>;
}

const WORLDS: Readonly<Record<KeepRuleName, World>> = {
  'in the manifests': {
    accident: 'prune alone, after an edit that was not applied, deletes what is wanted',
    object: {},
    targets: [target()],
    reason: 'not-applied',
  },
  'maybe in the manifests': {
    accident: 'a broken API group hides that an object is wanted under its other group',
    object: { type: { ...TYPES.Ingress, group: 'extensions' } },
    targets: [target({ type: TYPES.Ingress })],
    gaps: [{ group: 'networking.k8s.io', type: null, reason: 'stale' }],
    reason: 'maybe-in-release',
  },
  'label of something else': {
    accident: 'someone labels his own objects kubernixos=true',
    object: { checksum: 'true' },
    reason: 'other-label',
  },
  'owned by a controller': {
    accident: 'a ReplicaSet that carries the labels of its Deployment’s template',
    object: {
      type: TYPES.ReplicaSet,
      owners: [{ uid: 'u', kind: 'Deployment', name: 'web', controller: true }],
    },
    reason: 'owned',
  },
  'copied annotation': {
    accident: 'an exported object, renamed and applied by hand with all its metadata',
    object: { deployment: null, annotations: { 'kubernixos/owner': 'default:/ConfigMap/shop/x' } },
    reason: 'copied-annotation',
  },
  'other deployment': {
    accident: 'two teams deploy to one cluster',
    object: { deployment: 'team-b' },
    reason: 'other-deployment',
  },
  'copied label': {
    accident: 'the EndpointSlices of a Service, with its labels and annotations, under --adopt',
    object: { type: TYPES.EndpointSlice, labelManagers: ['kube-controller-manager'] },
    policy: { adopt: true },
    reason: 'copied-label',
  },
  'unclear label': {
    accident: 'an operator copies the labels of what it watches to what it makes',
    object: { deployment: null, labelManagers: ['operator'] },
    reason: 'unclear',
  },
  'out of scope': {
    accident: '-n shop deletes in another namespace',
    object: { namespace: 'blog' },
    policy: { scope: { namespace: 'shop', selector: [] } },
    reason: 'out-of-scope',
  },
  'being deleted': {
    accident: 'an object that waits for its finalizers is deleted and counted again in each run',
    object: { terminating: true, finalizers: ['example.com/f'] },
    reason: 'terminating',
  },
  'built-in Namespace': {
    accident: 'a release that once held kube-system drops it',
    object: { type: TYPES.Namespace, name: 'kube-system' },
    reason: 'built-in-namespace',
  },
  retained: {
    accident: 'a volume claim whose data must outlive its manifest',
    object: { annotations: { 'kubernixos/prune': 'disabled' } },
    reason: 'retained',
  },
};

const POLICY: PrunePolicy = {
  checksum: CHECKSUM,
  deployment: 'default',
  fieldManagers: [],
  scope: { namespace: null, selector: [] },
  adopt: false,
  namespace: 'default',
};

/** What is decided about the world's one object, without some of the rules. */
function decide(world: World, without: readonly string[]): string {
  const rules = Object.entries(KEEP_RULES)
    .filter(([name]) => !without.includes(name))
    .map(([, rule]) => rule);
  const inventory = { objects: [managedObject(world.object)], gaps: world.gaps ?? [] };
  const policy = { ...POLICY, ...world.policy };
  return said(planPrune(world.targets ?? [], inventory, policy, rules));
}

function said([change]: readonly PruneChange[]): string {
  return change?.op === 'keep' ? change.reason.type : String(change?.op);
}

describe.each(Object.entries(WORLDS))('the rule "%s"', (name, world) => {
  test(`prevents: ${world.accident}`, () => {
    expect(decide(world, [])).toBe(world.reason);
  });

  test('alone prevents it', () => {
    expect(decide(world, [name])).toBe('prune');
  });
});

test('without any rule, every one of these objects would be deleted', () => {
  const all = Object.keys(KEEP_RULES);
  expect(Object.values(WORLDS).map((world) => decide(world, all))).toEqual(all.map(() => 'prune'));
});
