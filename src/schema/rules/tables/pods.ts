import {
  type AlternativesTable,
  DNS_LABEL,
  FILE_MODE,
  type FieldTable,
  LABELS,
  NEEDED,
  NOT_NEGATIVE,
  PORT,
  PORT_OR_NAME,
} from './table.ts';

const CONTAINER = {
  name: DNS_LABEL,
  image: { needed: true, syntax: 'image' },
  restartPolicy: { words: ['Always', 'Never', 'OnFailure'], emptyIsWord: true },
} as const;

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export const POD_FIELDS: FieldTable = {
  'api.core.v1.Pod': { spec: NEEDED },
  'api.core.v1.PodTemplateSpec': { spec: NEEDED },
  'api.core.v1.PodSpec': {
    containers: NEEDED,
    nodeSelector: LABELS,
    serviceAccountName: { syntax: 'dnsName' },
    activeDeadlineSeconds: { range: [1, 2147483647] },
  },
  'api.core.v1.Container': CONTAINER,
  'api.core.v1.EphemeralContainer': { name: DNS_LABEL, image: NEEDED },
  'api.core.v1.ContainerPort': {
    containerPort: PORT,
    hostPort: { range: [0, 65535] },
    name: { syntax: 'portName' },
  },
  'api.core.v1.EnvVar': { name: { needed: true, syntax: 'variable' } },
  'api.core.v1.ObjectFieldSelector': { fieldPath: NEEDED },
  'api.core.v1.ConfigMapKeySelector': { key: { needed: true, syntax: 'configKey' } },
  'api.core.v1.SecretKeySelector': { key: { needed: true, syntax: 'configKey' } },
  'api.core.v1.ResourceRequirements': {
    limits: { values: 'positiveQuantity' },
    requests: { values: 'positiveQuantity' },
  },
  'api.core.v1.HTTPGetAction': { port: PORT_OR_NAME },
  'api.core.v1.TCPSocketAction': { port: PORT_OR_NAME },
  'api.core.v1.GRPCAction': { port: PORT },
  'api.core.v1.ExecAction': { command: NEEDED },
  'api.core.v1.Probe': {
    initialDelaySeconds: NOT_NEGATIVE,
    timeoutSeconds: NOT_NEGATIVE,
    periodSeconds: NOT_NEGATIVE,
    successThreshold: NOT_NEGATIVE,
    failureThreshold: NOT_NEGATIVE,
  },
  'api.core.v1.PodSecurityContext': {
    runAsUser: { range: [0, 2147483647] },
    runAsGroup: { range: [0, 2147483647] },
    fsGroup: { range: [0, 2147483647] },
    supplementalGroups: { range: [0, 2147483647] },
  },
  'api.core.v1.SecurityContext': {
    runAsUser: { range: [0, 2147483647] },
    runAsGroup: { range: [0, 2147483647] },
  },
  'api.core.v1.Toleration': { key: { syntax: 'key' } },
  'api.core.v1.TopologySpreadConstraint': {
    maxSkew: { range: [1, Infinity] },
    topologyKey: NEEDED,
  },
  'api.core.v1.PodAffinityTerm': { topologyKey: { needed: true, syntax: 'key' } },
  'api.core.v1.WeightedPodAffinityTerm': { weight: { range: [1, 100] } },
  'api.core.v1.PreferredSchedulingTerm': { weight: { range: [1, 100] } },
  'api.core.v1.NodeSelectorRequirement': { key: { needed: true, syntax: 'key' } },
  'api.core.v1.VolumeMount': { name: NEEDED, mountPath: NEEDED },
  'api.core.v1.VolumeDevice': { name: NEEDED, devicePath: NEEDED },
  'api.core.v1.Volume': { name: DNS_LABEL },
  'api.core.v1.ConfigMapVolumeSource': { name: NEEDED, defaultMode: FILE_MODE },
  'api.core.v1.SecretVolumeSource': { secretName: NEEDED, defaultMode: FILE_MODE },
  'api.core.v1.ProjectedVolumeSource': { defaultMode: FILE_MODE },
  'api.core.v1.DownwardAPIVolumeSource': { defaultMode: FILE_MODE },
  'api.core.v1.DownwardAPIVolumeFile': { path: NEEDED, mode: FILE_MODE },
  'api.core.v1.KeyToPath': { key: NEEDED, path: NEEDED, mode: FILE_MODE },
  'api.core.v1.HostPathVolumeSource': { path: NEEDED },
  'api.core.v1.PersistentVolumeClaimVolumeSource': { claimName: NEEDED },
  'api.core.v1.CSIVolumeSource': { driver: { needed: true, syntax: 'driver' } },
  'api.core.v1.EphemeralVolumeSource': { volumeClaimTemplate: NEEDED },
  'api.core.v1.ServiceAccountTokenProjection': {
    path: NEEDED,
    expirationSeconds: { range: [600, 4294967296] },
  },
};

const HANDLER = { least: 1, most: 1, fields: ['exec', 'grpc', 'httpGet', 'tcpSocket'] };

export const POD_ALTERNATIVES: AlternativesTable = {
  'api.core.v1.Probe': HANDLER,
  'api.core.v1.LifecycleHandler': { ...HANDLER, fields: ['exec', 'httpGet', 'sleep', 'tcpSocket'] },
  'api.core.v1.DownwardAPIVolumeFile': {
    least: 1,
    most: 1,
    fields: ['fieldRef', 'resourceFieldRef'],
  },
};
