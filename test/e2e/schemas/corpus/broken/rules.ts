import { broken, onlyServer } from '../entries.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** Rules that hold between fields, or between objects: code of the server, not schema. */
export const rules = [
  onlyServer(
    'StorageClass: one topology key twice',
    configuration.storageClass,
    {
      allowedTopologies: [
        {
          matchLabelExpressions: [
            { key: 'a', values: ['b'] },
            { key: 'a', values: ['c'] },
          ],
        },
      ],
    },
    'other fields',
  ),
  broken(
    'Deployment: a selector that does not match',
    workloads.deployment,
    { 'spec.selector.matchLabels.app': 'other' },
    'rule',
    { field: 'spec.template.metadata.labels.app', server: 'spec.template.metadata.labels' },
  ),
  broken(
    'Pod: a mount of a volume that is not there',
    workloads.pod,
    { [`${container}.volumeMounts`]: [{ name: 'a', mountPath: '/a' }] },
    'rule',
    { field: `${container}.volumeMounts[0].name` },
  ),
  onlyServer(
    'Pod: requests above limits',
    workloads.pod,
    { [`${container}.resources`]: { requests: { cpu: '2' }, limits: { cpu: '1' } } },
    'other fields',
    { field: `${container}.resources.requests` },
  ),
  onlyServer(
    'Pod: a volume of two types',
    workloads.pod,
    { 'spec.volumes': [{ name: 'a', emptyDir: {}, hostPath: { path: '/a' } }] },
    'other fields',
    { field: 'spec.volumes[0].hostPath' },
  ),
  onlyServer(
    'Pod: an env variable with value and source',
    workloads.pod,
    {
      [`${container}.env`]: [
        { name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
    },
    'other fields',
    { field: `${container}.env[0].valueFrom` },
  ),
  broken(
    'Pod: a probe of two kinds',
    workloads.pod,
    { [`${container}.livenessProbe`]: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } },
    'rule',
    { field: `${container}.livenessProbe` },
  ),
  broken(
    'Pod: a probe of no kind',
    workloads.pod,
    { [`${container}.livenessProbe`]: { periodSeconds: 5 } },
    'rule',
    { field: `${container}.livenessProbe` },
  ),
  onlyServer(
    'Pod: a fieldRef to a field that is not offered',
    workloads.pod,
    {
      [`${container}.env`]: [
        { name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.replicas' } } },
      ],
    },
    'values',
    { field: `${container}.env[0].valueFrom.fieldRef.fieldPath` },
  ),
  onlyServer(
    'Pod: a host port that is not the container port of the host network',
    workloads.pod,
    { 'spec.hostNetwork': true, [`${container}.ports`]: [{ containerPort: 80, hostPort: 81 }] },
    'other fields',
    { field: `${container}.ports[0].hostPort` },
  ),
  onlyServer(
    'Pod: a priority class that does not exist',
    workloads.pod,
    { 'spec.priorityClassName': 'nowhere' },
    'cluster',
    { server: 'nowhere' },
  ),
  broken(
    'Deployment: pods that restart on failure',
    workloads.deployment,
    { 'spec.template.spec.restartPolicy': 'Never' },
    'rule',
  ),
  broken(
    'Job: pods that always restart',
    workloads.job,
    { 'spec.template.spec.restartPolicy': 'Always' },
    'rule',
  ),
  onlyServer(
    'Deployment: neither surge nor unavailability',
    workloads.deployment,
    { 'spec.strategy.rollingUpdate': { maxSurge: 0, maxUnavailable: 0 } },
    'other fields',
    { field: 'spec.strategy.rollingUpdate.maxUnavailable' },
  ),
  onlyServer(
    'Deployment: Recreate with a rolling update',
    workloads.deployment,
    { 'spec.strategy': { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    'other fields',
    { field: 'spec.strategy.rollingUpdate' },
  ),
  broken(
    'Service: two ports without names',
    networking.service,
    { 'spec.ports': [{ port: 80 }, { port: 81 }] },
    'rule',
    { field: 'spec.ports[0].name' },
  ),
  broken(
    'Service: an ExternalName without a name',
    networking.service,
    { 'spec.type': 'ExternalName' },
    'rule',
    { field: 'spec.externalName' },
  ),
  onlyServer(
    'Service: headless, of type LoadBalancer',
    networking.service,
    { 'spec.type': 'LoadBalancer', 'spec.clusterIP': 'None' },
    'other fields',
    { field: 'spec.clusterIPs[0]', server: 'spec.clusterIPs' },
  ),
  onlyServer(
    'Service: a cluster IP beyond the range',
    networking.service,
    { 'spec.clusterIP': '192.0.2.1' },
    'cluster',
    { server: 'spec.clusterIPs' },
  ),
  onlyServer(
    'PodDisruptionBudget: minimum and maximum',
    policy.disruptionBudget,
    { 'spec.maxUnavailable': 1 },
    'other fields',
    { field: 'spec', server: 'spec' },
  ),
  onlyServer(
    'HorizontalPodAutoscaler: a minimum above the maximum',
    policy.autoscaler,
    { 'spec.minReplicas': 5 },
    'other fields',
    { field: 'spec.maxReplicas' },
  ),
  onlyServer(
    'NetworkPolicy: an end port before the port',
    networking.networkPolicy,
    { 'spec.ingress[0].ports[0].endPort': 79 },
    'other fields',
  ),
  onlyServer(
    'LimitRange: a minimum above the maximum',
    policy.limitRange,
    { 'spec.limits[0]': { type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } } },
    'other fields',
    { field: 'spec.limits[0].min', server: 'spec.limits[0].min' },
  ),
  onlyServer(
    'Pod: a resource without a limit that needs one',
    workloads.pod,
    { [`${container}.resources.requests`]: { 'example.com/gpu': '1' } },
    'other fields',
    { field: `${container}.resources.limits` },
  ),
  onlyServer(
    'Secret: the type of TLS without its keys',
    configuration.secret,
    { type: 'kubernetes.io/tls' },
    'other fields',
    { field: 'data', server: 'data[tls.crt]' },
  ),
  onlyServer(
    'Secret: a pull secret that is no JSON',
    configuration.secret,
    { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'bm8=' } },
    'values',
    { field: 'data', server: 'data[.dockerconfigjson]' },
  ),
  onlyServer(
    'ConfigMap: one key in data and binaryData',
    configuration.configMap,
    { 'binaryData.key': 'dmFsdWU=' },
    'other fields',
    { field: 'data', server: 'data[key]' },
  ),
  onlyServer(
    'ConfigMap: the uid of another object',
    configuration.configMap,
    { 'metadata.uid': 'a' },
    'cluster',
    { server: 'uid mismatch' },
  ),
  onlyServer(
    'PriorityClass: a value that is of the system',
    policy.priorityClass,
    { value: 2000000000 },
    'values',
  ),
];
/** Fields that only the server writes. */
export const ofTheServer = [
  broken(
    'ConfigMap: managedFields of its own',
    configuration.configMap,
    { 'metadata.managedFields': [{ manager: 'a' }] },
    'rule',
  ),
  broken(
    'ConfigMap: managedFields that are empty',
    configuration.configMap,
    { 'metadata.managedFields': [] },
    'rule',
  ),
];
