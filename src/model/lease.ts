import { createHash } from 'node:crypto';
import type { JsonObject } from './json.ts';
import { isDnsName } from './name-syntax.ts';
import { apiVersionOf, type Discovery, type ResourceType } from './resource-type.ts';

/** How the API server serves Leases. https://kubernetes.io/docs/concepts/architecture/leases/ */
export const LEASE: ResourceType = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
  verbs: ['get', 'create', 'update'],
};

/** Whether the cluster has Leases; of what is not known for certain, it is taken to. */
export function servesLeases({ served, staleGroups }: Discovery): boolean {
  const isServed = served.get(apiVersionOf(LEASE))?.has(LEASE.kind) === true;
  return isServed || staleGroups.includes(LEASE.group);
}

/** The annotation that names the deployment whose runs take turns by a Lease. */
export const DEPLOYMENT_ANNOTATION = 'kubernixos/deployment';

export interface LeasePlace {
  readonly namespace: string;
  readonly name: string;
}

/** What a deployment's Lease says about the run that holds it. */
export interface LeaseRecord {
  /** Null where it does not tell. */
  readonly deployment: string | null;
  /** The run; empty where none holds it. */
  readonly holder: string;
  /** The process of the holder, as `OwnRun` names it; null where it does not tell. */
  readonly process: string | null;
  /** How long it counts without being renewed. */
  readonly durationSeconds: number;
  /** RFC 3339 with microseconds, for people; null where it does not tell. */
  readonly acquiredAt: string | null;
  readonly renewedAt: string | null;
  /** How often it has changed hands. */
  readonly transitions: number;
}

/** A Lease as the server holds it. */
export interface Lease extends LeaseRecord {
  /** All of it: what others put there stays. */
  readonly metadata: JsonObject;
  /** When it was last written, by the server's clock: milliseconds since 1970, whole seconds; null where it does not tell. */
  readonly writtenAt: number | null;
}

const LONGEST = 63;

/**
 * The name of a deployment's Lease: no two deployments have the same. What makes no name of an object
 * gets one with a hash, after a dot, where a plain name has a dash.
 */
export function leaseName(deployment: string): string {
  const plain = `kubernixos-${deployment}`;
  if (isDnsName(plain, LONGEST)) return plain;
  const hash = createHash('sha256').update(deployment).digest('hex').slice(0, 16);
  const words = deployment.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const hint = words.join('-').slice(0, 20).replace(/-$/, '');
  return `kubernixos.${hint === '' ? hash : `${hint}-${hash}`}`;
}
