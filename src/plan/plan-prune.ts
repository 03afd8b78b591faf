import { isBuiltInNamespace, isNamespace } from '../model/built-in.ts';
import type { Inventory, InventoryGap, ManagedObject } from '../model/managed-object.ts';
import { keyOf } from '../model/manifest.ts';
import { compareKeys, keyText, type ObjectKey } from '../model/object-key.ts';
import {
  claimNames,
  LEGACY_DEPLOYMENT,
  type OwnerClaim,
  parseOwnerClaim,
} from '../model/owner-annotation.ts';
import type { KeepReason, PruneChange } from '../model/plan.ts';
import { FIELD_MANAGER, isChecksum, OWNER_ANNOTATION } from '../model/release.ts';
import { inScope, type Scope } from '../model/scope.ts';
import type { Target } from '../model/target.ts';
import { retainedBy } from './retention.ts';
import { spareOwners } from './spare-owners.ts';

export interface PrunePolicy {
  readonly checksum: string;
  readonly deployment: string;
  /** Further field managers whose label counts as set by us. */
  readonly fieldManagers: readonly string[];
  readonly scope: Scope;
  readonly adopt: boolean;
  /** The namespace of manifests that name none. */
  readonly namespace: string;
}

const OUR_MANAGERS: readonly string[] = [
  FIELD_MANAGER,
  'kubectl',
  'kubectl-client-side-apply',
] as const;

/** Kinds to which controllers copy a Service's labels without leaving an owner on all of them. */
const COPIED_KINDS: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice']);

/**
 * Decides about every managed object that this release did not put there, sorted by key.
 * An object is pruned only if everything speaks for it; whatever is in doubt is kept with its reason.
 * Namespaces and CustomResourceDefinitions are decided without a look at their contents.
 */
export function planPrune(
  targets: readonly Target[],
  inventory: Inventory,
  policy: PrunePolicy,
): readonly PruneChange[] {
  const release = indexRelease(targets);
  const facts = { release, inventory, policy, unplaced: countUnplaced(inventory.objects) };
  const [current, stale] = divide(inventory.objects, policy.checksum);
  const changes = stale
    .map((object) => decide(object, facts))
    .sort((a, b) => compareKeys(a.object.key, b.object.key));
  return spareOwners(changes, current);
}

function divide(
  objects: readonly ManagedObject[],
  checksum: string,
): readonly [current: readonly ManagedObject[], stale: readonly ManagedObject[]] {
  const isCurrent = (object: ManagedObject) => object.checksum === checksum;
  return [objects.filter(isCurrent), objects.filter((object) => !isCurrent(object))];
}

interface ReleaseIndex {
  readonly keys: ReadonlySet<string>;
  /** Groups by kind, namespace and name. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** The keys as written of manifests that name no namespace. */
  readonly unplaced: ReadonlySet<string>;
}

function indexRelease(targets: readonly Target[]): ReleaseIndex {
  const groups = Map.groupBy(targets, (target) => keyText({ ...target.key, group: '' }));
  return {
    keys: new Set(targets.map((target) => keyText(target.key))),
    groups: new Map([...groups].map(([key, all]) => [key, all.map((target) => target.key.group)])),
    unplaced: new Set(
      targets
        .map(({ manifest }) => keyOf(manifest))
        .filter(({ namespace }) => namespace === '')
        .map(keyText),
    ),
  };
}

/** All that a decision looks at. */
interface Facts {
  readonly release: ReleaseIndex;
  readonly inventory: Inventory;
  readonly policy: PrunePolicy;
  /** Number of live objects per claim without a namespace. */
  readonly unplaced: ReadonlyMap<string, number>;
}

function decide(object: ManagedObject, facts: Facts): PruneChange {
  const reason = reasonToKeep(object, facts);
  if (reason !== null) return { op: 'keep', object, reason };
  return { op: 'prune', object, legacy: object.annotations[OWNER_ANNOTATION] === undefined };
}

function reasonToKeep(object: ManagedObject, facts: Facts): KeepReason | null {
  return (
    presence(object, facts.release, facts.inventory.gaps) ??
    otherLabel(object) ??
    controllerOwner(object) ??
    foreignOwner(object, facts) ??
    unclearLabel(object, facts.policy) ??
    protection(object, facts.policy)
  );
}

function otherLabel({ checksum }: ManagedObject): KeepReason | null {
  return isChecksum(checksum) ? null : { type: 'other-label', value: checksum };
}

/** An identity of the release is never deleted, whatever its label and under whatever group it is seen. */
function presence(
  object: ManagedObject,
  release: ReleaseIndex,
  gaps: readonly InventoryGap[],
): KeepReason | null {
  if (object.aliases.some((key) => release.keys.has(keyText(key)))) return { type: 'not-applied' };
  const group = unseenGroup(object.key, release, gaps);
  return group === undefined ? null : { type: 'maybe-in-release', group };
}

/** A group in which the release holds the same kind and name, and whose objects could not be listed. */
function unseenGroup(
  key: ObjectKey,
  release: ReleaseIndex,
  gaps: readonly InventoryGap[],
): string | undefined {
  const groups = release.groups.get(keyText({ ...key, group: '' })) ?? [];
  return groups.find((group) =>
    gaps.some((gap) => gap.group === group && (gap.type === null || gap.type.kind === key.kind)),
  );
}

function foreignOwner(object: ManagedObject, facts: Facts): KeepReason | null {
  const value = object.annotations[OWNER_ANNOTATION];
  const claim = value === undefined ? null : parseOwnerClaim(value);
  const isCopy = claim === null || !namesObject(claim, object) || isMisplaced(claim, object, facts);
  if (value !== undefined && isCopy) return { type: 'copied-annotation', from: value };
  const deployment = claim?.deployment ?? LEGACY_DEPLOYMENT;
  return deployment === facts.policy.deployment ? null : { type: 'other-deployment', deployment };
}

/**
 * A claim without a namespace fits an object in any. Where there are several, or the release holds
 * one elsewhere, only that in the namespace of this run is ours: the others were copied.
 */
function isMisplaced(claim: OwnerClaim, object: ManagedObject, facts: Facts): boolean {
  const { key } = object;
  if (claim.key.namespace !== '' || key.namespace === '') return false;
  if (key.namespace === facts.policy.namespace) return false;
  const isWanted = facts.release.unplaced.has(keyText(claim.key));
  return isWanted || (facts.unplaced.get(claimText(claim)) ?? 0) > 1;
}

function countUnplaced(objects: readonly ManagedObject[]): ReadonlyMap<string, number> {
  const claims = objects
    .map(({ annotations }) => parseOwnerClaim(annotations[OWNER_ANNOTATION] ?? ''))
    .filter((claim) => claim?.key.namespace === '')
    .flatMap((claim) => (claim === null ? [] : [claimText(claim)]));
  return new Map([...Map.groupBy(claims, (text) => text)].map(([text, all]) => [text, all.length]));
}

function claimText({ deployment, key }: OwnerClaim): string {
  return `${deployment}:${keyText(key)}`;
}

function namesObject(claim: OwnerClaim, object: ManagedObject): boolean {
  return object.aliases.some((key) => claimNames(claim, key));
}

/** What a controller made and keeps is the controller's, whatever it copied onto it. */
function controllerOwner({ owners }: ManagedObject): KeepReason | null {
  const controller = owners.find((owner) => owner.controller);
  return controller === undefined
    ? null
    : { type: 'owned', by: `${controller.kind} ${controller.name}` };
}

/** Services' Endpoints copy labels, operators too: only a label that we set counts. */
function unclearLabel(object: ManagedObject, policy: PrunePolicy): KeepReason | null {
  const ours = [...OUR_MANAGERS, ...policy.fieldManagers];
  if (object.labelManagers.some((manager) => ours.includes(manager))) return null;
  if (policy.adopt && isAdoptable(object)) return null;
  return COPIED_KINDS.has(object.key.kind) && object.labelManagers.length > 0
    ? { type: 'copied-label' }
    : { type: 'unclear', managers: object.labelManagers };
}

/** What `--adopt` may take for ours although nothing shows who set the label. Never what may be a copy. */
function isAdoptable(object: ManagedObject): boolean {
  if (COPIED_KINDS.has(object.key.kind)) return false;
  return (
    object.annotations[OWNER_ANNOTATION] !== undefined ||
    object.labelManagers.every((manager) => manager.startsWith('kubectl'))
  );
}

function protection(object: ManagedObject, policy: PrunePolicy): KeepReason | null {
  if (!inScope(policy.scope, object.key, object.labels)) return { type: 'out-of-scope' };
  if (object.terminating) return { type: 'terminating', finalizers: object.finalizers };
  if (isNamespace(object.key) && isBuiltInNamespace(object.key.name))
    return { type: 'built-in-namespace' };
  const by = retainedBy(object.annotations);
  return by === null ? null : { type: 'retained', by };
}
