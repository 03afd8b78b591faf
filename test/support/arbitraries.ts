import fc from 'fast-check';
import type { InventoryGap, LiveObject, ManagedObject } from '../../src/model/managed-object.ts';
import { keyText, type ObjectKey } from '../../src/model/object-key.ts';
import { OWNER_ANNOTATION } from '../../src/model/release.ts';
import type { Target } from '../../src/model/target.ts';
import type { PrunePolicy } from '../../src/plan/prune-policy.ts';
import { CHECKSUM, liveObject, manage, OLD_CHECKSUM, target, TYPES } from './builders.ts';

/*
 * Few names, so that what a run must tell apart often collides: objects and manifests of one
 * identity, objects inside a Namespace that goes, custom resources of a definition that goes.
 */
const NAMESPACES = ['shop', 'blog', 'kube-system'];
const NAMES = ['a', 'b'];
export const DEPLOYMENTS = ['default', 'other'];

const TYPE_NAMES = [
  'ConfigMap',
  'Deployment',
  'Endpoints',
  'EndpointSlice',
  'Gadget',
  'Ingress',
  'Namespace',
  'Namespace',
  'CustomResourceDefinition',
  'CustomEvent',
  'Widget',
  'Widget',
] as const;

const arbitraryIdentity = fc
  .record({
    typeName: fc.constantFrom(...TYPE_NAMES),
    namespace: fc.constantFrom(...NAMESPACES),
    name: fc.constantFrom(...NAMES),
    definition: fc.constantFrom('widgets.example.com', 'gadgets.example.com'),
  })
  .map(({ typeName, namespace, name, definition }) => {
    const type = TYPES[typeName];
    if (typeName === 'Namespace') return { type, namespace: '', name: namespace };
    if (typeName === 'CustomResourceDefinition') return { type, namespace: '', name: definition };
    return { type, namespace, name };
  });

const RETENTIONS: readonly Readonly<Record<string, string>>[] = [
  { 'kubernixos/prune': 'disabled' },
  { 'helm.sh/resource-policy': 'keep' },
  { 'argocd.argoproj.io/sync-options': 'Validate=false, Prune=false' },
  { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
];

const COPIED = { [OWNER_ANNOTATION]: 'default:/ConfigMap//elsewhere' };

/** Mostly what is common, sometimes what is not. */
function mostly<T>(common: T, ...rare: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(common) },
    { weight: 1, arbitrary: fc.constantFrom(common, ...rare) },
  );
}

export const arbitraryObject: fc.Arbitrary<LiveObject> = fc
  .record({
    identity: arbitraryIdentity,
    deployment: mostly<string | null>('default', 'other', null),
    checksum: mostly<string | null>(OLD_CHECKSUM, CHECKSUM, 'true', null),
    labelManagers: mostly(['kubernixos'], ['kubectl'], ['extra'], ['someone'], []),
    annotations: mostly<Readonly<Record<string, string>>>({}, COPIED, ...RETENTIONS),
    owners: mostly<LiveObject['owners']>(
      [],
      [{ uid: 'uid:elsewhere', kind: 'Operator', name: 'x', controller: true }],
      [{ uid: 'uid:apps/Deployment/shop/a', kind: 'Deployment', name: 'a', controller: false }],
    ),
    terminating: mostly(false, true),
    finalizers: mostly<readonly string[]>([], ['example.com/finalizer']),
    labels: mostly<Readonly<Record<string, string>>>({}, { tier: 'web' }),
    resourceVersion: fc.constantFrom('1', '2'),
  })
  .map(({ identity, owners, ...fields }) =>
    liveObject({ ...identity, ...fields, owners: identity.namespace === 'shop' ? owners : [] }),
  );

export const arbitraryObjects: fc.Arbitrary<readonly LiveObject[]> = fc.uniqueArray(
  arbitraryObject,
  { selector: ({ key }) => keyText(key), maxLength: 12 },
);

/** Some objects are served by a second group too. */
const arbitraryManaged: fc.Arbitrary<ManagedObject> = fc
  .tuple(arbitraryObject, mostly(false, true))
  .map(([object, twice]) => manage(object, twice ? [aliasOf(object.key)] : []));

export function aliasOf(key: ObjectKey): ObjectKey {
  return { ...key, group: 'extensions' };
}

export const arbitraryInventory: fc.Arbitrary<readonly ManagedObject[]> = fc.uniqueArray(
  arbitraryManaged,
  { selector: ({ key }) => keyText(key), maxLength: 12 },
);

const arbitraryTarget: fc.Arbitrary<Target> = fc
  .tuple(arbitraryIdentity, mostly(false, true))
  .map(([identity, twice]) => {
    const made = target(identity);
    return twice ? { ...made, key: aliasOf(made.key) } : made;
  });

export const arbitraryTargets: fc.Arbitrary<readonly Target[]> = fc.uniqueArray(arbitraryTarget, {
  selector: ({ key }) => keyText(key),
  maxLength: 8,
});

export const arbitraryGaps: fc.Arbitrary<readonly InventoryGap[]> = fc.subarray([
  { group: 'extensions', type: null, reason: 'stale' },
  { group: 'example.com', type: TYPES.Widget, reason: 'forbidden' },
]);

export const arbitraryPolicy: fc.Arbitrary<PrunePolicy> = fc.record({
  checksum: fc.constant(CHECKSUM),
  deployment: fc.constantFrom(...DEPLOYMENTS),
  fieldManagers: fc.constantFrom([], ['extra']),
  scope: fc.record({
    namespace: mostly<string | null>(null, 'shop'),
    selector: mostly<PrunePolicy['scope']['selector']>(
      [],
      [{ key: 'tier', operator: 'in', values: ['web'] }],
    ),
  }),
  adopt: mostly(false, true),
  namespace: fc.constant('default'),
});
