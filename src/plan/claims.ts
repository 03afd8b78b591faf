import type { ManagedObject } from '../model/managed-object.ts';
import { claimNames, type OwnerClaim, parseOwnerClaim } from '../model/owner-annotation.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import type { Facts } from './prune-policy.ts';

/** The claim of an object's owner annotation; null where it has none, or one of no meaning. */
export function claimOf({ annotations }: ManagedObject): OwnerClaim | null {
  return parseOwnerClaim(annotations[OWNER_ANNOTATION] ?? '');
}

/** Whether an owner annotation was written for another object, and copied onto this one. */
export function isCopied(object: ManagedObject, facts: Facts): boolean {
  if (object.annotations[OWNER_ANNOTATION] === undefined) return false;
  const claim = claimOf(object);
  return claim === null || !namesObject(claim, object) || isMisplaced(claim, object, facts);
}

function namesObject(claim: OwnerClaim, object: ManagedObject): boolean {
  return object.aliases.some((key) => claimNames(claim, key));
}

/**
 * A claim without a namespace would fit a copy in any: only in the namespace of this run does it say
 * that the object is ours. One deployed to another namespace is pruned by a run with that `-n`.
 */
function isMisplaced(claim: OwnerClaim, { key }: ManagedObject, { policy }: Facts): boolean {
  return claim.key.namespace === '' && key.namespace !== '' && key.namespace !== policy.namespace;
}
