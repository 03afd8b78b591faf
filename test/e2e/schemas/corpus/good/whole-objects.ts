import { good } from '../entries.ts';
import { admissionPolicy, definition, validatingWebhook } from '../bases/admission.ts';
import { blob, definitions, gadget } from '../bases/custom.ts';
import { endpointSlice, ingress, service } from '../bases/networking.ts';
import { autoscaler, flowSchema } from '../bases/policy.ts';
import { cronJob, deployment, pod, statefulSet } from '../bases/workloads.ts';
import { volumeClaim } from '../bases/configuration.ts';

const container = 'spec.containers[0]';

/** Objects that say much. */
export const wholeObjects = [
  good('Pod: every probe and hook', pod, {
    [`${container}.livenessProbe`]: {
      httpGet: { path: '/', port: 'http', httpHeaders: [{ name: 'A', value: '1' }] },
    },
    [`${container}.readinessProbe`]: { exec: { command: ['true'] }, initialDelaySeconds: 0 },
    [`${container}.startupProbe`]: { grpc: { port: 9090 }, failureThreshold: 30 },
    [`${container}.lifecycle`]: {
      preStop: { sleep: { seconds: 5 } },
      postStart: { exec: { command: ['a'] } },
    },
    [`${container}.ports`]: [{ name: 'http', containerPort: 8080 }],
  }),
  good('Pod: volumes of many types', pod, {
    'spec.serviceAccountName': 'shop',
    'spec.volumes': [
      {
        name: 'a',
        configMap: { name: 'a', items: [{ key: 'k', path: 'p/q', mode: 256 }], optional: true },
      },
      { name: 'b', secret: { secretName: 'b' } },
      {
        name: 'c',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
            {
              downwardAPI: {
                items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }],
              },
            },
          ],
        },
      },
      { name: 'd', csi: { driver: 'example.com', volumeAttributes: { a: '1' } } },
      {
        name: 'e',
        ephemeral: {
          volumeClaimTemplate: { metadata: { labels: { a: 'b' } }, spec: volumeClaim.spec },
        },
      },
      { name: 'f', hostPath: { path: '/f', type: '' } },
    ],
  }),
  good('Pod: affinity, spread and tolerations', pod, {
    'spec.affinity': {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 1,
            preference: { matchExpressions: [{ key: 'cpus', operator: 'Gt', values: ['4'] }] },
          },
        ],
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { a: 'b' } } },
        ],
      },
    },
    'spec.topologySpreadConstraints': [
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} },
    ],
    'spec.tolerations': [
      { operator: 'Exists' },
      { key: 'a', value: 'b', effect: 'NoExecute', tolerationSeconds: -1 },
    ],
  }),
  good('Deployment: labels in every place', deployment, {
    'metadata.labels': { 'app.kubernetes.io/part-of': 'shop' },
    'spec.template.metadata.annotations': { 'prometheus.io/port': '9090' },
    'spec.revisionHistoryLimit': 0,
  }),
  good('StatefulSet: claims of its own', statefulSet, {
    'spec.volumeClaimTemplates': [{ metadata: { name: 'data' }, spec: volumeClaim.spec }],
    'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete' },
  }),
  good('CronJob: every setting', cronJob, {
    'spec.startingDeadlineSeconds': 60,
    'spec.successfulJobsHistoryLimit': 0,
    'spec.jobTemplate.metadata': { labels: { a: 'b' } },
    'spec.jobTemplate.spec.completionMode': 'Indexed',
    'spec.jobTemplate.spec.completions': 3,
  }),
  good('Service: ports of many protocols', service, {
    'spec.ports': [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      { name: 'sctp', port: 9, protocol: 'SCTP', appProtocol: 'example.com/a' },
    ],
    'spec.ipFamilyPolicy': 'PreferDualStack',
  }),
  good('Ingress: a resource as backend', ingress, {
    'spec.rules[0].http.paths[0].backend': {
      resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'a' },
    },
    'spec.tls': [{ hosts: ['shop.example.com'] }, {}],
  }),
  good('EndpointSlice: addresses of IPv6', endpointSlice, {
    addressType: 'IPv6',
    'endpoints[0].addresses': ['2001:db8::1'],
    ports: [],
  }),
  good('HorizontalPodAutoscaler: behavior and metrics', autoscaler, {
    'spec.metrics': [
      {
        type: 'Pods',
        pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: 100 } },
      },
    ],
    'spec.behavior.scaleDown': { selectPolicy: 'Disabled' },
  }),
  good('FlowSchema: rules', flowSchema, {
    'spec.rules': [
      {
        subjects: [{ kind: 'Group', group: { name: 'system:masters' } }],
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'] }],
      },
    ],
  }),
  good('ValidatingWebhookConfiguration: conditions', validatingWebhook, {
    'webhooks[0].matchConditions': [{ name: 'a', expression: 'true' }],
    'webhooks[0].clientConfig': { url: 'https://hook.example.com/' },
  }),
  good('ValidatingAdmissionPolicy: variables and parameters', admissionPolicy, {
    'spec.variables': [{ name: 'n', expression: 'object.metadata.name' }],
    'spec.paramKind': { apiVersion: 'v1', kind: 'ConfigMap' },
  }),
];

/** Definitions with every feature of their schemas, and custom resources that use each. */
export const customObjects = [
  ...definitions.map((manifest) => ({
    name: `The definition ${manifest.metadata.name}`,
    manifest,
  })),
  good('CustomResourceDefinition: columns and a scale', definition, {
    'spec.versions[0].additionalPrinterColumns': [
      { name: 'A', type: 'string', jsonPath: '.spec.a' },
    ],
    'spec.versions[0].schema.openAPIV3Schema': {
      type: 'object',
      properties: {
        spec: { type: 'object', properties: { replicas: { type: 'integer', default: 1 } } },
        status: { type: 'object', properties: { replicas: { type: 'integer' } } },
      },
    },
    'spec.versions[0].subresources': {
      status: {},
      scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
    },
    'spec.conversion': { strategy: 'None' },
  }),
  good('Gadget: the ends of every range', gadget, {
    spec: { size: 10, above: 0.1, even: -2, small: -2147483648, big: 9007199254740991, ratio: 1 },
  }),
  good('Gadget: strings in every form', gadget, {
    spec: {
      size: 1,
      color: 'red',
      code: 'AB-1',
      title: 'äöüäöüäö',
      since: '2026-01-01T00:00:00Z',
      day: '2026-01-01',
      address: '192.0.2.1',
      blob: 'AAEC',
      unique: '123e4567-e89b-12d3-a456-426614174000',
      link: '/a',
      wait: '1h30m',
    },
  }),
  good('Gadget: a note that may be null', gadget, { 'spec.note': null }),
  good('Gadget: an optional integer that is null', gadget, {
    'spec.limits': { a: { name: 'b', count: null } },
  }),
  good('Gadget: a port that is a number', gadget, { 'spec.port': 80, 'spec.amount': 5 }),
  good('Gadget: a port that is a string', gadget, { 'spec.port': 'eighty', 'spec.amount': '5Gi' }),
  good('Gadget: anything in a free object', gadget, {
    'spec.free': { a: [1, 'b', null, { c: true }] },
    'spec.any': [1, 'a'],
  }),
  good('Gadget: a free field that is a string', gadget, { 'spec.any': 'a' }),
  good('Gadget: unknown fields beside a known one', gadget, {
    'spec.mixed': { known: 'a', other: 1 },
  }),
  good('Gadget: maps and lists', gadget, {
    'spec.settings': { a: 'b' },
    'spec.limits': { cpu: { name: 'a' } },
    'spec.words': ['a', 'a'],
    'spec.tags': ['a', 'b'],
    'spec.parts': [{ name: 'a' }, { name: 'b', count: 2 }],
  }),
  good('Gadget: two loose parts of one name', gadget, {
    'spec.loose': [{ name: 'a' }, { name: 'a' }],
  }),
  good('Gadget: an embedded resource', gadget, {
    'spec.template': {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', labels: { a: 'b' } },
      anything: { goes: 1 },
    },
  }),
  good('Gadget: one of two', gadget, {
    'spec.either': { a: '1' },
    'spec.never': { b: '1' },
    'spec.all': { a: 2, b: 5 },
    'spec.range': { low: 1, high: 1 },
  }),
  good('Gadget: a status', gadget, { 'status.phase': 'Ready' }),
  good('Blob: anything at the top', blob, { a: 1, spec: [null], data: { b: 'c' } }),
];
