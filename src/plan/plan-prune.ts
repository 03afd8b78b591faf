import { isBuiltInNamespace, isNamespace } from '../model/built-in.ts';
import type { Inventory, InventoryGap, ManagedObject } from '../model/managed-object.ts';
import { compareKeys, keyText, type ObjectKey } from '../model/object-key.ts';
import { claimNames, LEGACY_DEPLOYMENT, parseOwnerClaim } from '../model/owner-annotation.ts';
import type { KeepReason, PruneChange } from '../model/plan.ts';
import { FIELD_MANAGER, OWNER_ANNOTATION } from '../model/release.ts';
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
  const [current, stale] = divide(inventory.objects, policy.checksum);
  const changes = stale
    .map((object) => decide(object, release, inventory.gaps, policy))
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
}

function indexRelease(targets: readonly Target[]): ReleaseIndex {
  const groups = Map.groupBy(targets, (target) => keyText({ ...target.key, group: '' }));
  return {
    keys: new Set(targets.map((target) => keyText(target.key))),
    groups: new Map([...groups].map(([key, all]) => [key, all.map((target) => target.key.group)])),
  };
}

function decide(
  object: ManagedObject,
  release: ReleaseIndex,
  gaps: readonly InventoryGap[],
  policy: PrunePolicy,
): PruneChange {
  const reason = reasonToKeep(object, release, gaps, policy);
  if (reason !== null) return { op: 'keep', object, reason };
  return { op: 'prune', object, legacy: object.annotations[OWNER_ANNOTATION] === undefined };
}

function reasonToKeep(
  object: ManagedObject,
  release: ReleaseIndex,
  gaps: readonly InventoryGap[],
  policy: PrunePolicy,
): KeepReason | null {
  return (
    presence(object, release, gaps) ??
    controllerOwner(object) ??
    foreignOwner(object, policy) ??
    unclearLabel(object, policy) ??
    protection(object, policy)
  );
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

function foreignOwner(object: ManagedObject, policy: PrunePolicy): KeepReason | null {
  const value = object.annotations[OWNER_ANNOTATION];
  const claim = value === undefined ? null : parseOwnerClaim(value);
  if (value !== undefined && (claim === null || !namesObject(claim, object)))
    return { type: 'copied-annotation', from: value };
  const deployment = claim?.deployment ?? LEGACY_DEPLOYMENT;
  return deployment === policy.deployment ? null : { type: 'other-deployment', deployment };
}

function namesObject(
  claim: NonNullable<ReturnType<typeof parseOwnerClaim>>,
  object: ManagedObject,
): boolean {
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
  if (object.terminating) return { type: 'terminating' };
  if (isNamespace(object.key) && isBuiltInNamespace(object.key.name))
    return { type: 'built-in-namespace' };
  const by = retainedBy(object.annotations);
  return by === null ? null : { type: 'retained', by };
}
