import { Failure } from './failure.ts';

/** A kind of object as the API server serves it. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Name in URLs, such as `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** What discovery found. */
export interface Discovery {
  /** Preferred version of every resource first served by a fresh version, sorted. */
  readonly types: readonly ResourceType[];
  /** Every served `group/version` (core: `v1`) with its kinds, for naming what a manifest gets wrong. */
  readonly served: ReadonlyMap<string, ReadonlyMap<string, ResourceType>>;
  /** Groups for which some version's answer was stale: their resources are not known for certain. */
  readonly staleGroups: readonly string[];
  /** The server's clock, in milliseconds since 1970; null where it does not tell. */
  readonly serverTime: number | null;
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** A group for people; the core group has no name of its own. */
export function showGroup(group: string): string {
  return group === '' ? 'core' : group;
}

/** The type for people: `deployments.apps`, `services`. */
export function showType(type: Pick<ResourceType, 'group' | 'plural'>): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}

/**
 * URL path of a collection, or of one object where `name` is given.
 * Without `namespace` a namespaced type's collection spans all namespaces.
 * Throws a `Failure` for a name that would lead elsewhere; Kubernetes has none of them.
 */
export function resourcePath(type: ResourceType, namespace: string, name?: string): string {
  const root = type.group === '' ? '/api' : `/apis/${type.group}`;
  const scope = type.namespaced && namespace !== '' ? `/namespaces/${segment(namespace)}` : '';
  const object = name === undefined ? '' : `/${segment(name)}`;
  return `${root}/${type.version}${scope}/${type.plural}${object}`;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
function segment(name: string): string {
  if (!['', '.', '..'].includes(name) && name.isWellFormed()) return encodeURIComponent(name);
  throw new Failure({
    code: 'impossible-name',
    message: `an object cannot be asked for by the name ${JSON.stringify(name)}: no path leads to it`,
  });
}
