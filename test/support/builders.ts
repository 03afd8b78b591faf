import type { Coverage } from '../../src/inventory/take-inventory.ts';
import type { KubectlArguments } from '../../src/model/deploy-request.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Lease } from '../../src/model/lease.ts';
import type { LiveObject, ManagedObject } from '../../src/model/managed-object.ts';
import { groupOf, keyText, type ObjectKey } from '../../src/model/object-key.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Prune } from '../../src/model/plan.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL, type Release } from '../../src/model/release.ts';
import { apiVersionOf, type Discovery, type ResourceType } from '../../src/model/resource-type.ts';
import type { Target } from '../../src/model/target.ts';

/** The release under test, and one before it. */
export const CHECKSUM = 'c'.repeat(62);
export const OLD_CHECKSUM = '0'.repeat(62);

const ALL_VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

function type(
  group: string,
  version: string,
  kind: string,
  plural: string,
  namespaced = true,
): ResourceType {
  return { group, version, kind, plural, namespaced, verbs: ALL_VERBS };
}

/** Kinds as a cluster serves them, and two of a custom group. */
export const TYPES = {
  ConfigMap: type('', 'v1', 'ConfigMap', 'configmaps'),
  CoreEvent: type('', 'v1', 'Event', 'events'),
  Endpoints: type('', 'v1', 'Endpoints', 'endpoints'),
  Namespace: type('', 'v1', 'Namespace', 'namespaces', false),
  Pod: type('', 'v1', 'Pod', 'pods'),
  Secret: type('', 'v1', 'Secret', 'secrets'),
  Service: type('', 'v1', 'Service', 'services'),
  ServiceAccount: type('', 'v1', 'ServiceAccount', 'serviceaccounts'),
  Deployment: type('apps', 'v1', 'Deployment', 'deployments'),
  ReplicaSet: type('apps', 'v1', 'ReplicaSet', 'replicasets'),
  Job: type('batch', 'v1', 'Job', 'jobs'),
  EndpointSlice: type('discovery.k8s.io', 'v1', 'EndpointSlice', 'endpointslices'),
  Event: type('events.k8s.io', 'v1', 'Event', 'events'),
  Lease: type('coordination.k8s.io', 'v1', 'Lease', 'leases'),
  Ingress: type('networking.k8s.io', 'v1', 'Ingress', 'ingresses'),
  Role: type('rbac.authorization.k8s.io', 'v1', 'Role', 'roles'),
  ClusterRole: type('rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'clusterroles', false),
  WebhookConfiguration: type(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
    false,
  ),
  AdmissionPolicy: type(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingAdmissionPolicy',
    'validatingadmissionpolicies',
    false,
  ),
  AdmissionPolicyBinding: type(
    'admissionregistration.k8s.io',
    'v1',
    'MutatingAdmissionPolicyBinding',
    'mutatingadmissionpolicybindings',
    false,
  ),
  ApiService: type('apiregistration.k8s.io', 'v1', 'APIService', 'apiservices', false),
  CustomResourceDefinition: type(
    'apiextensions.k8s.io',
    'v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    false,
  ),
  Widget: type('example.com', 'v1', 'Widget', 'widgets'),
  Gadget: type('example.com', 'v1', 'Gadget', 'gadgets', false),
  /** A custom kind whose name is one of Kubernetes' own. */
  CustomEvent: type('example.com', 'v1', 'Event', 'events'),
} satisfies Readonly<Record<string, ResourceType>>;

export interface ObjectFields extends Partial<Omit<LiveObject, 'key' | 'type'>> {
  /** ConfigMap unless told. */
  readonly type?: ResourceType;
  /** `shop` unless told; none for cluster-scoped types. */
  readonly namespace?: string;
  /** `web` unless told. */
  readonly name?: string;
  /** What the owner annotation names; null for an object without one. `default` unless told. */
  readonly deployment?: string | null;
  /** Value of the release label; null for an object without it. An earlier release's unless told. */
  readonly checksum?: string | null;
}

/** A live object, by default one that this deployment applied in an earlier release. */
export function liveObject(fields: ObjectFields = {}): LiveObject {
  const { type = TYPES.ConfigMap, namespace = 'shop', name = 'web', ...rest } = fields;
  const { deployment = 'default', checksum = OLD_CHECKSUM, labels, annotations, ...more } = rest;
  const key = {
    group: type.group,
    kind: type.kind,
    namespace: type.namespaced ? namespace : '',
    name,
  };
  return {
    key,
    type,
    uid: `uid:${keyText(key)}`,
    resourceVersion: '1',
    generation: null,
    creationTimestamp: '2026-01-01T00:00:00Z',
    terminating: false,
    finalizers: [],
    owners: [],
    labelManagers: checksum === null ? [] : ['kubernixos'],
    ...more,
    labels: { ...(checksum === null ? {} : { [RELEASE_LABEL]: checksum }), ...labels },
    annotations: {
      ...(deployment === null ? {} : { [OWNER_ANNOTATION]: `${deployment}:${keyText(key)}` }),
      ...annotations,
    },
  };
}

/** The same, as the inventory holds it. */
export function managedObject(fields: ObjectFields = {}): ManagedObject {
  return manage(liveObject(fields));
}

export function manage(object: LiveObject, aliases: readonly ObjectKey[] = []): ManagedObject {
  const checksum = object.labels[RELEASE_LABEL] ?? '';
  return { ...object, checksum, aliases: [object.key, ...aliases] };
}

export function pruneOf(object: ManagedObject): Prune {
  return { op: 'prune', object, legacy: false };
}

export interface ManifestFields {
  readonly type?: ResourceType;
  /** What the manifest says: empty unless told. */
  readonly namespace?: string;
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly option?: string;
  readonly deployment?: string;
  /** Further fields of the object. */
  readonly body?: JsonObject;
}

/** A manifest of the release, labelled and annotated as the Nix side does it. */
export function manifest(fields: ManifestFields = {}): Manifest {
  const { type = TYPES.ConfigMap, namespace = '', name = 'web', deployment = 'default' } = fields;
  const apiVersion = apiVersionOf(type);
  const labels = { ...fields.labels, [RELEASE_LABEL]: CHECKSUM };
  const key = { group: groupOf(apiVersion), kind: type.kind, namespace, name };
  const metadata = {
    name,
    ...(namespace === '' ? {} : { namespace }),
    labels,
    annotations: { [OWNER_ANNOTATION]: `${deployment}:${keyText(key)}` },
  };
  return {
    option: fields.option ?? `kubernixos.manifests.${name}`,
    field: [name],
    files: ['/fleet/modules.nix'],
    apiVersion,
    kind: type.kind,
    namespace,
    name,
    labels,
    object: { apiVersion, kind: type.kind, metadata, ...fields.body },
  };
}

/** A manifest with its place in the cluster; `shop` is the namespace of namespaced types. */
export function target(fields: ManifestFields & { readonly served?: boolean } = {}): Target {
  const { type = TYPES.ConfigMap, namespace = 'shop', served = true } = fields;
  const made = manifest({ ...fields, namespace: type.namespaced ? namespace : '' });
  const { kind, name } = made;
  return {
    manifest: made,
    key: { group: type.group, kind, namespace: made.namespace, name },
    type,
    served,
  };
}

/** The manifest of a CustomResourceDefinition that serves `type`. */
export function definition(type: ResourceType, fields: ManifestFields = {}): Manifest {
  return manifest({
    ...fields,
    type: TYPES.CustomResourceDefinition,
    name: `${type.plural}.${type.group}`,
    body: {
      spec: {
        group: type.group,
        scope: type.namespaced ? 'Namespaced' : 'Cluster',
        names: { kind: type.kind, plural: type.plural },
        versions: [{ name: type.version, served: true, storage: true }],
      },
    },
  });
}

export function release(
  manifests: readonly Manifest[],
  settings: Partial<Release['settings']> = {},
): Release {
  return {
    checksum: CHECKSUM,
    manifests,
    settings: {
      ...{ deployment: 'default', leaseNamespace: 'default', server: null, fieldManagers: [] },
      ...{ version: null, schemas: null, skipSchemas: [] },
      ...settings,
    },
    evaluation: {
      evaluator: 'modules',
      library: { name: 'embedded', version: '1', source: 'embedded' },
      warnings: [],
    },
  };
}

/** What a cluster serves: all of `TYPES` unless told. */
export function discovery(
  types: readonly ResourceType[] = Object.values(TYPES),
  more: Partial<Discovery> = {},
): Discovery {
  const byVersion = Map.groupBy(types, apiVersionOf);
  return {
    types,
    served: new Map(
      [...byVersion].map(([version, some]) => [version, new Map(some.map((t) => [t.kind, t]))]),
    ),
    staleGroups: [],
    serverTime: null,
    ...more,
  };
}

export function kubectlArguments(more: Partial<KubectlArguments> = {}): KubectlArguments {
  return {
    apply: [],
    global: [],
    dryRun: 'none',
    serverSide: true,
    namespace: null,
    selector: [],
    fieldManager: null,
    output: null,
    requestTimeout: null,
    server: null,
    cluster: null,
    context: null,
    ...more,
  };
}

/** An inventory of all namespaces. */
export function coverage(
  types: readonly ResourceType[],
  staleGroups: readonly string[] = [],
): Coverage {
  return { types, staleGroups, namespace: null };
}

/** A Lease that nobody holds, and whose server tells no time, unless told. */
export function lease(fields: Partial<Lease> = {}): Lease {
  return {
    deployment: 'default',
    holder: '',
    process: null,
    durationSeconds: 30,
    acquiredAt: '2026-01-01T00:00:00.000000Z',
    renewedAt: '2026-01-01T00:00:10.000000Z',
    transitions: 0,
    metadata: { resourceVersion: '1' },
    writtenAt: null,
    ...fields,
  };
}
