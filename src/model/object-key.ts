import { textAt } from './json-path.ts';
import type { JsonObject } from './json.ts';
import { shorten } from './shorten.ts';
import { hasUnprintable } from './unprintable.ts';

/**
 * What makes an object one object to Kubernetes. The version is not part of it: every version of
 * a group serves the same objects.
 */
export interface ObjectKey {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects, and in a manifest that names none. */
  readonly namespace: string;
  readonly name: string;
}

/** The group of an apiVersion: `apps/v1` → `apps`, `v1` → ``. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The key of an object as written; what it does not say as text is empty. */
export function keyOfObject(object: JsonObject): ObjectKey {
  return {
    group: groupOf(textAt(object, 'apiVersion')),
    kind: textAt(object, 'kind'),
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name'),
  };
}

/** The key as one string, unique per key: no part can contain a slash. */
export function keyText(key: ObjectKey): string {
  return `${key.group}/${key.kind}/${key.namespace}/${key.name}`;
}

/**
 * The key for people: `Deployment.apps shop/web`, `Namespace shop`. The names of RBAC may hold almost
 * anything: what is not all visible is in quotes, so that it cannot pass for the words around it.
 */
export function showKey(key: ObjectKey): string {
  const kind = key.group === '' ? key.kind : `${key.kind}.${key.group}`;
  const namespace = key.namespace === '' ? '' : `${showName(key.namespace)}/`;
  return `${showName(kind)} ${namespace}${showName(key.name)}`;
}

function showName(name: string): string {
  const short = shorten(name, LONGEST_NAME);
  return VISIBLE.test(short) && !hasUnprintable(short) ? short : JSON.stringify(short);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const LONGEST_NAME = 253;

/** Without white space, quotes and backslashes. */
const VISIBLE = /^[^\s"\\\u2800]+$/;

/** Orders keys by namespace (cluster-scoped first), group, kind and name, by code unit. */
export function compareKeys(a: ObjectKey, b: ObjectKey): number {
  return (
    compareText(a.namespace, b.namespace) ||
    compareText(a.group, b.group) ||
    compareText(a.kind, b.kind) ||
    compareText(a.name, b.name)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
