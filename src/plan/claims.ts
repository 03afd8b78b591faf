import type { ManagedObject } from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
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

/** Counts the live objects per claim that names no namespace. */
export function countUnplaced(objects: readonly ManagedObject[]): ReadonlyMap<string, number> {
  const claims = objects
    .map(claimOf)
    .filter((claim) => claim?.key.namespace === '')
    .flatMap((claim) => (claim === null ? [] : [claimText(claim)]));
  return new Map([...Map.groupBy(claims, (text) => text)].map(([text, all]) => [text, all.length]));
}

function claimText({ deployment, key }: OwnerClaim): string {
  return `${deployment}:${keyText(key)}`;
}
