import type { ObjectKey } from './object-key.ts';
import { OWNER_ANNOTATION } from './release.ts';

/** The deployment of managed objects without the annotation: the original tool had no other. */
export const LEGACY_DEPLOYMENT = 'default';

/** What the owner annotation says: `DEPLOYMENT:GROUP/KIND/NAMESPACE/NAME`. */
export interface OwnerClaim {
  readonly deployment: string;
  /** The namespace is empty where the manifest named none; such a claim fits any namespace. */
  readonly key: ObjectKey;
}

/** Reads the annotation's value; null where it is not of our making. */
export function parseOwnerClaim(value: string): OwnerClaim | null {
  const match = /^([^:/]+):([^/]*)\/([^/]+)\/([^/]*)\/([^/]+)$/.exec(value);
  if (match === null) return null;
  const [, deployment = '', group = '', kind = '', namespace = '', name = ''] = match;
  return { deployment, key: { group, kind, namespace, name } };
}

/**
 * Whether a claim names this very object, and so is no copy from another one. What has no namespace
 * may come from a manifest that names one, as many do: Kubernetes ignores it there.
 */
export function claimNames(claim: OwnerClaim, key: ObjectKey): boolean {
  return (
    claim.key.group === key.group &&
    claim.key.kind === key.kind &&
    claim.key.name === key.name &&
    (claim.key.namespace === '' || key.namespace === '' || claim.key.namespace === key.namespace)
  );
}

/** The deployment that a managed object says it belongs to; null where its annotation is not readable. */
export function deploymentOf(object: {
  readonly annotations: Readonly<Record<string, string>>;
}): string | null {
  const value = object.annotations[OWNER_ANNOTATION];
  return value === undefined ? LEGACY_DEPLOYMENT : (parseOwnerClaim(value)?.deployment ?? null);
}
