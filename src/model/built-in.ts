/**
 * The API groups that kube-apiserver itself serves. Every other group is of custom resources or of
 * an aggregated server. https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/
 */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** The Namespaces that Kubernetes makes itself, and makes again. */
const BUILT_IN_NAMESPACES: ReadonlySet<string> = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

/** Whether objects of the group are custom resources, as far as the group's name tells. */
export function isCustomGroup(group: string): boolean {
  return !BUILT_IN_GROUPS.has(group);
}

/** The Namespaces in which Kubernetes keeps what it needs itself. */
export function isSystemNamespace(name: string): boolean {
  return name !== 'default' && isBuiltInNamespace(name);
}

export function isBuiltInNamespace(name: string): boolean {
  return BUILT_IN_NAMESPACES.has(name);
}

export function isNamespace(key: { readonly group: string; readonly kind: string }): boolean {
  return key.group === '' && key.kind === 'Namespace';
}

export function isCustomResourceDefinition(key: {
  readonly group: string;
  readonly kind: string;
}): boolean {
  return key.group === 'apiextensions.k8s.io' && key.kind === 'CustomResourceDefinition';
}

/** Kinds that can hold data that no manifest holds, such as keys that an operator made. */
export function holdsData({
  group,
  kind,
}: {
  readonly group: string;
  readonly kind: string;
}): boolean {
  return group === '' && DATA_KINDS.has(kind);
}

const DATA_KINDS: ReadonlySet<string> = new Set([
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Secret',
]);

/** Objects that can break requests for others while they stand: admission webhooks and aggregated APIs. */
export function interceptsRequests(key: {
  readonly group: string;
  readonly kind: string;
}): boolean {
  return (
    (key.group === 'admissionregistration.k8s.io' && key.kind.endsWith('WebhookConfiguration')) ||
    (key.group === 'apiregistration.k8s.io' && key.kind === 'APIService')
  );
}

/** What the API server itself evaluates for every request: it can forbid a deletion while it stands. */
export function isAdmissionPolicy(key: { readonly group: string; readonly kind: string }): boolean {
  return (
    key.group === 'admissionregistration.k8s.io' && /AdmissionPolicy(Binding)?$/.test(key.kind)
  );
}

/** The API group that an APIService leads to; its name is VERSION.GROUP. Null for other objects. */
export function groupOfApiService(key: {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}): string | null {
  if (key.group !== 'apiregistration.k8s.io' || key.kind !== 'APIService') return null;
  return key.name.slice(key.name.indexOf('.') + 1);
}
