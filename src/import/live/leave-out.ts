import type { LiveObject } from '../../model/managed-object.ts';

/** Why a live object, one of `all`, is no part of an import; null where it is one. */
export function reasonToLeaveOut(object: LiveObject, all: readonly LiveObject[]): string | null {
  return RULES.find(({ holds }) => holds(object, all))?.reason ?? null;
}

interface Rule {
  readonly reason: string;
  readonly holds: (object: LiveObject, all: readonly LiveObject[]) => boolean;
}

const RULES: readonly Rule[] = [
  { reason: 'being deleted', holds: ({ terminating }) => terminating },
  {
    reason: 'that a controller made',
    holds: ({ owners }) => owners.some(({ controller }) => controller),
  },
  {
    reason: 'that tell what goes on (Events, Leases, Endpoints, EndpointSlices)',
    holds: ({ key }) => PASSING_KINDS.has(`${key.group}/${key.kind}`),
  },
  { reason: 'that Kubernetes makes itself', holds: isKubernetesOwn },
  { reason: 'that a StatefulSet claims', holds: isClaimOfStatefulSet },
  { reason: 'in which Helm keeps its releases', holds: isHelmRelease },
];

const PASSING_KINDS: ReadonlySet<string> = new Set([
  '/Endpoints',
  '/Event',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
]);

function isKubernetesOwn({ key, labels, annotations }: LiveObject): boolean {
  return (
    OWN.has(`${key.group}/${key.kind}/${key.name}`) ||
    (key.kind === 'Service' && key.namespace === 'default' && key.name === 'kubernetes') ||
    labels['kubernetes.io/bootstrapping'] !== undefined ||
    labels['kube-aggregator.kubernetes.io/automanaged'] !== undefined ||
    annotations['apf.kubernetes.io/autoupdate-spec'] !== undefined ||
    annotations['kubernetes.io/service-account.uid'] !== undefined
  );
}

const OWN: ReadonlySet<string> = new Set([
  '/ConfigMap/kube-root-ca.crt',
  '/ServiceAccount/default',
  'scheduling.k8s.io/PriorityClass/system-cluster-critical',
  'scheduling.k8s.io/PriorityClass/system-node-critical',
]);

function isHelmRelease({ key, labels }: LiveObject): boolean {
  const holdsReleases = key.group === '' && ['Secret', 'ConfigMap'].includes(key.kind);
  return holdsReleases && labels['owner'] === 'helm' && key.name.startsWith('sh.helm.release.v1.');
}

/** Such claims have no owner, so that they outlast their StatefulSet; their names tell. */
function isClaimOfStatefulSet({ key }: LiveObject, all: readonly LiveObject[]): boolean {
  if (key.group !== '' || key.kind !== 'PersistentVolumeClaim') return false;
  const owner = /^.+?-(.+)-\d+$/.exec(key.name)?.[1];
  if (owner === undefined) return false;
  return all.some(
    ({ key: other }) =>
      other.kind === 'StatefulSet' &&
      other.namespace === key.namespace &&
      `-${owner}`.endsWith(`-${other.name}`),
  );
}
