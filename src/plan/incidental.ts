import { isNamespace } from '../model/built-in.ts';
import { DEPLOYMENT_ANNOTATION, LEASE, leaseName } from '../model/lease.ts';
import type { LiveObject } from '../model/managed-object.ts';

const INCIDENTAL_KINDS: ReadonlySet<string> = new Set([
  'Event',
  'Event.events.k8s.io',
  'Endpoints',
  'EndpointSlice.discovery.k8s.io',
]);

/** What Kubernetes puts into every Namespace, or derives from other objects. */
export function isIncidental(container: LiveObject, object: LiveObject): boolean {
  if (!isNamespace(container.key)) return false;
  const { kind, name, group } = object.key;
  if (INCIDENTAL_KINDS.has(group === '' ? kind : `${kind}.${group}`)) return true;
  if (group !== '') return false;
  return (
    (kind === 'ConfigMap' && name === 'kube-root-ca.crt') ||
    (kind === 'ServiceAccount' && name === 'default')
  );
}

/** The Lease by which the runs of this very deployment take turns. Another deployment's is its own. */
export function isOwnLease({ key, annotations }: LiveObject, deployment: string): boolean {
  return (
    key.group === LEASE.group &&
    key.kind === LEASE.kind &&
    key.name === leaseName(deployment) &&
    annotations[DEPLOYMENT_ANNOTATION] === deployment
  );
}
