import { good } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** Nothing, in all its forms. */
export const nothing = [
  good('Deployment: replicas that are null', workloads.deployment, { 'spec.replicas': null }),
  good('Deployment: a strategy that is null', workloads.deployment, { 'spec.strategy': null }),
  good('Deployment: an empty strategy', workloads.deployment, { 'spec.strategy': {} }),
  good('Deployment: labels that are null', workloads.deployment, { 'metadata.labels': null }),
  good('Deployment: a status', workloads.deployment, { status: {} }),
  good('Deployment: a creationTimestamp that is null', workloads.deployment, {
    'metadata.creationTimestamp': null,
    'spec.template.metadata.creationTimestamp': null,
  }),
  good('Pod: empty lists', workloads.pod, {
    'spec.volumes': [],
    'spec.tolerations': [],
    [`${container}.env`]: [],
    [`${container}.args`]: [],
  }),
  good('Pod: lists that are null', workloads.pod, {
    'spec.volumes': null,
    'spec.tolerations': null,
    [`${container}.env`]: null,
    [`${container}.args`]: null,
  }),
  good('Ingress: a port with a number, and a name that is empty', networking.ingress, {
    'spec.defaultBackend': { service: { name: 'web', port: { name: '', number: 80 } } },
  }),
  good('Pod: an argument that is null', workloads.pod, { [`${container}.args`]: ['a', null] }),
  good('Pod: an argument that is empty', workloads.pod, { [`${container}.args`]: [''] }),
  good('Pod: an env variable without value', workloads.pod, {
    [`${container}.env`]: [{ name: 'A' }],
  }),
  good('Pod: an env value that is null', workloads.pod, {
    [`${container}.env`]: [{ name: 'A', value: null }],
  }),
  good('Pod: an empty affinity', workloads.pod, { 'spec.affinity': {} }),
  good('Pod: an empty security context', workloads.pod, { 'spec.securityContext': {} }),
  good('Pod: resources that are null', workloads.pod, { [`${container}.resources`]: null }),
  good('Pod: an emptyDir of nothing', workloads.pod, {
    'spec.volumes': [{ name: 'a', emptyDir: {} }],
  }),
  good('Pod: a volume of no type', workloads.pod, { 'spec.volumes': [{ name: 'a' }] }),
  good('ConfigMap: no data', configuration.configMap, { data: undefined }),
  good('ConfigMap: data that are null', configuration.configMap, { data: null }),
  good('ConfigMap: a value that is null', configuration.configMap, { 'data.key': null }),
  good('ConfigMap: a value that is empty', configuration.configMap, { 'data.key': '' }),
  good('Secret: a value that is null', configuration.secret, { 'data.key': null }),
  good('Secret: a value that is empty', configuration.secret, { 'data.key': '' }),
  good('Secret: stringData that is null', configuration.secret, { stringData: null }),
  good('Namespace: an empty spec', configuration.namespace, { spec: {} }),
  good('Namespace: a spec that is null', configuration.namespace, { spec: null }),
  good('NetworkPolicy: everything empty', networking.networkPolicy, { spec: { podSelector: {} } }),
  good('NetworkPolicy: no rules of a type', networking.networkPolicy, {
    spec: { podSelector: {}, ingress: [], policyTypes: ['Ingress'] },
  }),
  good('NetworkPolicy: a rule for all', networking.networkPolicy, { 'spec.ingress': [{}] }),
  good('Service: a selector that is null', networking.service, { 'spec.selector': null }),
  good('Service: an empty status', networking.service, { 'status.loadBalancer': {} }),
  good('Role: no rules', access.role, { rules: [] }),
  good('Role: rules that are null', access.role, { rules: null }),
  good('Role: rules that are missing', access.role, { rules: undefined }),
  good('RoleBinding: no subjects', access.roleBinding, { subjects: [] }),
  good('ResourceQuota: no spec', policy.resourceQuota, { spec: undefined }),
  good('PodDisruptionBudget: an empty selector', policy.disruptionBudget, { 'spec.selector': {} }),
  good('ValidatingWebhookConfiguration: no webhooks', admission.validatingWebhook, {
    webhooks: [],
  }),
  good('PersistentVolumeClaim: a class that is empty', configuration.volumeClaim, {
    'spec.storageClassName': '',
  }),
];

/** Numbers, quantities, ports and times in odd forms. */
export const numbers = [
  good('Pod: quantities that are numbers', workloads.pod, {
    [`${container}.resources`]: {
      requests: { cpu: 1, memory: 134217728 },
      limits: { cpu: 2.5, memory: 268435456 },
    },
  }),
  good('Pod: quantities with exponents', workloads.pod, {
    [`${container}.resources.requests`]: { cpu: '1e-1', memory: '1e9', 'ephemeral-storage': '1E' },
  }),
  good('Pod: quantities in all units', workloads.pod, {
    [`${container}.resources.requests`]: {
      cpu: '100m',
      memory: '1.5Gi',
      'ephemeral-storage': '1T',
    },
  }),
  good('Pod: a quantity with a sign', workloads.pod, {
    [`${container}.resources.requests.cpu`]: '+1',
  }),
  good('Pod: a quantity of a dot and digits', workloads.pod, {
    [`${container}.resources.requests.cpu`]: '.5',
  }),
  good('Pod: a quantity of zero', workloads.pod, { [`${container}.resources.requests.cpu`]: '0' }),
  good('Pod: a quantity finer than a nano', workloads.pod, {
    [`${container}.resources.requests.memory`]: '1.0000000001Gi',
  }),
  good('PersistentVolumeClaim: storage that is a number', configuration.volumeClaim, {
    'spec.resources.requests.storage': 1073741824,
  }),
  good('ResourceQuota: counts that are numbers', policy.resourceQuota, {
    'spec.hard': { pods: 10, 'count/configmaps': 5, 'requests.cpu': '1' },
  }),
  good('Deployment: replicas written as a float', workloads.deployment, {
    'spec.replicas': JSON.rawJSON('2.0'),
  }),
  good('Deployment: replicas written with an exponent', workloads.deployment, {
    'spec.replicas': JSON.rawJSON('1e1'),
  }),
  good('Deployment: no replicas', workloads.deployment, { 'spec.replicas': 0 }),
  good('Deployment: the most replicas', workloads.deployment, { 'spec.replicas': 2147483647 }),
  good('Deployment: a percentage', workloads.deployment, {
    'spec.strategy.rollingUpdate': { maxSurge: '150%', maxUnavailable: '0%' },
  }),
  good('Deployment: a number for a percentage', workloads.deployment, {
    'spec.strategy.rollingUpdate': { maxSurge: 1, maxUnavailable: 0 },
  }),
  good('Service: a named target port', networking.service, { 'spec.ports[0].targetPort': 'http' }),
  good('Service: a target port that is a number', networking.service, {
    'spec.ports[0].targetPort': 8080,
  }),
  good('PriorityClass: a value below zero', policy.priorityClass, { value: -10 }),
  good('PriorityClass: the highest value', policy.priorityClass, { value: 1000000000 }),
  good('Pod: a user beyond 31 bits', workloads.pod, { 'spec.securityContext.fsGroup': 2000000000 }),
  good('Pod: the octal mode of a volume as a number', workloads.pod, {
    'spec.volumes': [{ name: 'a', configMap: { name: 'a', defaultMode: 420 } }],
  }),
  good('Lease: times with microseconds', configuration.lease, {
    'spec.renewTime': '2026-01-01T00:00:00.123456Z',
    'spec.acquireTime': '2026-01-01T01:00:00.000000+01:00',
  }),
  good('Pod: a time with an offset', workloads.pod, {
    'metadata.creationTimestamp': '2026-01-01T00:00:00+02:00',
  }),
  good('EndpointSlice: a port above 65535', networking.endpointSlice, { 'ports[0].port': 65536 }),
  good('EndpointSlice: a port that is null', networking.endpointSlice, { 'ports[0].port': null }),
];

/** Strings that look like something else. */
export const strings = [
  good('ConfigMap: values that look like others', configuration.configMap, {
    data: { a: '1', b: 'true', c: 'null', d: '1e3', e: '{}', f: '0x10', g: '~', h: '2026-01-01' },
  }),
  good('ConfigMap: labels that look like numbers', configuration.configMap, {
    'metadata.labels': { version: '1', canary: 'true', empty: '' },
  }),
  good('ConfigMap: keys with dots and dashes', configuration.configMap, {
    data: { 'a.b-c_d': '1', '.hidden': '2', '-': '3' },
  }),
  good('ConfigMap: annotations of any text', configuration.configMap, {
    'metadata.annotations': { 'example.com/Note': 'ä\n"{}" ☃', note: '' },
  }),
  good('ConfigMap: binary data', configuration.configMap, {
    data: undefined,
    'binaryData.logo': 'AAEC',
  }),
  good('Secret: base64 with line breaks', configuration.secret, { 'data.key': 'dmFs\ndWU=\n' }),
  good('Secret: stringData', configuration.secret, {
    data: undefined,
    'stringData.password': '1234',
  }),
  good('Secret: a type of its own', configuration.secret, { type: 'example.com/token' }),
  good('Pod: env values with digits', workloads.pod, {
    [`${container}.env`]: [
      { name: 'PORT', value: '80' },
      { name: 'my.odd-name', value: '$(PORT)' },
      { name: '1st', value: 'a' },
    ],
  }),
  good('Pod: an image that is any text', workloads.pod, { [`${container}.image`]: 'NOT an image' }),
  good('Pod: a mount path with a colon', workloads.pod, {
    'spec.volumes': [{ name: 'a', emptyDir: {} }],
    [`${container}.volumeMounts`]: [{ name: 'a', mountPath: '/a:b' }],
  }),
  good('Pod: an unknown runtime handler in seccomp', workloads.pod, {
    'spec.securityContext.seccompProfile': { type: 'Localhost', localhostProfile: 'a.json' },
  }),
  good('CronJob: a schedule by name', workloads.cronJob, {
    'spec.schedule': '@daily',
    'spec.timeZone': 'Europe/Berlin',
  }),
  good('Ingress: a host with a star', networking.ingress, {
    'spec.rules[0].host': '*.example.com',
  }),
  good('Ingress: a default backend alone', networking.ingress, {
    spec: { defaultBackend: { service: { name: 'shop', port: { name: 'http' } } } },
  }),
  good('Service: ExternalName', networking.service, {
    spec: { type: 'ExternalName', externalName: 'shop.example.com' },
  }),
  good('Service: headless, without ports', networking.service, {
    spec: { clusterIP: 'None', selector: { app: 'shop' } },
  }),
  good('Role: verbs that nobody knows', access.role, {
    'rules[0].verbs': ['*', 'impersonate', 'fly'],
  }),
  good('ClusterRole: URLs', access.clusterRole, {
    'rules[0]': { nonResourceURLs: ['/healthz', '/metrics*'], verbs: ['get'] },
  }),
  good('Deployment: a container that is there twice in kinds', workloads.deployment, {
    'spec.template.spec.initContainers': [{ name: 'first', image: 'a', restartPolicy: 'Always' }],
  }),
  good('Pod: one port for two protocols', workloads.pod, {
    [`${container}.ports`]: [
      { containerPort: 53, protocol: 'UDP' },
      { containerPort: 53, protocol: 'TCP' },
    ],
  }),
  good('Pod: two equal tolerations', workloads.pod, {
    'spec.tolerations': [
      { key: 'a', operator: 'Exists' },
      { key: 'a', operator: 'Exists' },
    ],
  }),
  good('Pod: two equal arguments', workloads.pod, { [`${container}.args`]: ['-v', '-v'] }),
];
