import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap, LiveObject } from '../model/managed-object.ts';
import { compareKeys, showKey } from '../model/object-key.ts';
import { claimNames, LEGACY_DEPLOYMENT, parseOwnerClaim } from '../model/owner-annotation.ts';
import type { KeepReason, Prune } from '../model/plan.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../model/release.ts';
import { showGap } from '../model/show-gap.ts';
import type { Target } from '../model/target.ts';
import { isIncidental, isOwnLease } from './incidental.ts';
import { retainedBy } from './retention.ts';

/** What a Namespace or CustomResourceDefinition holds, as far as it could be listed. */
export interface Contents {
  readonly objects: readonly LiveObject[];
  /** What was there at an earlier look: what it owned may outlast it for a moment. */
  readonly earlier?: readonly LiveObject[];
  readonly gaps: readonly InventoryGap[];
}

/**
 * Decides whether a Namespace or CustomResourceDefinition may go: only if it holds nothing but what
 * is pruned too and what Kubernetes itself puts there. Null: it may.
 * `allowForeign` lets go what nobody claims, never what the release or another deployment uses, what
 * asks to be retained, or what could not be seen: nobody can agree to lose what is not shown.
 */
export function reasonToKeepContainer(
  container: Prune,
  contents: Contents,
  plan: {
    readonly prunes: readonly Prune[];
    readonly targets: readonly Target[];
    readonly deployment: string;
    readonly allowForeign: boolean;
    /** The uids of contents that a person has seen and let go. */
    readonly released: ReadonlySet<string>;
    /** What must stay wherever it is: garbage collection would take it along with its owners. */
    readonly staying: readonly LiveObject[];
  },
): KeepReason | null {
  const all = withEarlier(contents);
  const going = withDependents(
    plan.prunes.map(({ object }) => object.uid),
    all,
  );
  const released = withDependents([...plan.released], all);
  const staying = contents.objects
    .filter((object) => !going.has(object.uid) && !object.terminating)
    .sort((a, b) => compareKeys(a.key, b.key));
  const users = new Set([
    ...plan.targets.filter((target) => isWithin(container, target)).map(({ key }) => showKey(key)),
    ...staying.flatMap((object) => claimOn(object, container, plan.deployment)),
    ...unclaimed(container, staying, plan),
    ...lostWith(container, all, plan),
  ]);
  if (users.size > 0) return { type: 'in-use', by: [...users] };
  if (contents.gaps.length > 0)
    return { type: 'contents-unknown', gaps: contents.gaps.map(showGap) };
  const foreign = staying.filter(
    (object) =>
      !isIncidental(container.object, object) &&
      !isOwnLease(object, plan.deployment) &&
      !released.has(object.uid),
  );
  return foreign.length === 0 || plan.allowForeign ? null : { type: 'contents', contents: foreign };
}

/** What must stay although nobody else claims it: this deployment's, outside `-l`. */
function unclaimed(
  container: Prune,
  contents: readonly LiveObject[],
  plan: { readonly deployment: string; readonly staying: readonly LiveObject[] },
): readonly string[] {
  const uids = new Set(plan.staying.map(({ uid }) => uid));
  return contents
    .filter((object) => uids.has(object.uid))
    .filter((object) => claimOn(object, container, plan.deployment).length === 0)
    .map(({ key }) => showKey(key));
}

/** What must stay, and is owned by nothing but what goes. */
function lostWith(
  container: Prune,
  contents: readonly LiveObject[],
  {
    prunes,
    staying,
  }: { readonly prunes: readonly Prune[]; readonly staying: readonly LiveObject[] },
): readonly string[] {
  const uids = [container, ...prunes].map(({ object }) => object.uid);
  const going = [...uids, ...contents.map(({ uid }) => uid)];
  const lost = withDependents(going, staying);
  const inside = new Set(going);
  return staying
    .filter(({ uid }) => lost.has(uid) && !inside.has(uid))
    .map(({ key }) => `${showKey(key)} (owned by what is in it)`);
}

function isWithin({ object }: Prune, { key, type }: Target): boolean {
  return isNamespace(object.key)
    ? key.namespace === object.key.name
    : `${type.plural}.${type.group}` === object.key.name;
}

/** Who or what says that the object must stay, as none or one text. */
function claimOn(object: LiveObject, container: Prune, deployment: string): readonly string[] {
  const retained = retainedBy(object.annotations);
  if (retained !== null) return [`${showKey(object.key)} (${retained})`];
  const owner =
    claimedBy(object) ?? (isIncidental(container.object, object) ? null : legacyOwner(object));
  return owner === null || owner === deployment
    ? []
    : [`${showKey(object.key)} (deployment ${owner})`];
}

/** The deployment that the object's annotation names; a copy from another object names none. */
function claimedBy({ annotations, key }: LiveObject): string | null {
  const claim = parseOwnerClaim(annotations[OWNER_ANNOTATION] ?? '');
  return claim !== null && claimNames(claim, key) ? claim.deployment : null;
}

/** What the original tool applied carries the label alone, which kubectl set. */
function legacyOwner({ annotations, labels, labelManagers, owners }: LiveObject): string | null {
  const applied =
    labelManagers.length === 0 || labelManagers.some((manager) => manager.startsWith('kubectl'));
  const labelled = Object.hasOwn(labels, RELEASE_LABEL) && applied;
  const controlled = owners.some(({ controller }) => controller);
  return labelled && !controlled && annotations[OWNER_ANNOTATION] === undefined
    ? LEGACY_DEPLOYMENT
    : null;
}

function withEarlier({ objects, earlier = [] }: Contents): readonly LiveObject[] {
  const present = new Set(objects.map(({ uid }) => uid));
  return [...objects, ...earlier.filter(({ uid }) => !present.has(uid))];
}

/** These uids, and those of all that garbage collection takes along with them. */
export function withDependents(
  uids: readonly string[],
  objects: readonly LiveObject[],
): ReadonlySet<string> {
  const going = new Set(uids);
  let size = -1;
  while (size !== going.size) {
    size = going.size;
    for (const object of objects)
      if (object.owners.length > 0 && object.owners.every((owner) => going.has(owner.uid)))
        going.add(object.uid);
  }
  return going;
}
