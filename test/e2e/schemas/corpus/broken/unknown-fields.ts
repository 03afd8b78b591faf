import { broken } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.template.spec.containers[0]';

/** Fields that the kind does not have, at every depth. */
export const unknownFields = [
  broken(
    'Deployment: replica for replicas',
    workloads.deployment,
    { 'spec.replica': 2 },
    'unknown',
  ),
  broken(
    'Deployment: a container with imagePullPolic',
    workloads.deployment,
    { [`${container}.imagePullPolic`]: 'Always' },
    'unknown',
  ),
  broken(
    'Deployment: resources.limit',
    workloads.deployment,
    { [`${container}.resources.limit.cpu`]: '1' },
    'unknown',
    { field: `${container}.resources.limit` },
  ),
  broken(
    'Deployment: a probe with httpget in small letters',
    workloads.deployment,
    { [`${container}.livenessProbe.httpget`]: { path: '/', port: 80 } },
    'unknown',
  ),
  broken(
    'Deployment: containers outside of the pod template',
    workloads.deployment,
    { 'spec.containers': [] },
    'unknown',
  ),
  broken(
    'Deployment: a strategy with maxSurge one level too high',
    workloads.deployment,
    { 'spec.strategy.maxSurge': 1 },
    'unknown',
  ),
  broken(
    'Deployment: labels in the specification',
    workloads.deployment,
    { 'spec.labels.app': 'shop' },
    'unknown',
    { field: 'spec.labels' },
  ),
  broken(
    'StatefulSet: volumeClaims',
    workloads.statefulSet,
    { 'spec.volumeClaims': [] },
    'unknown',
  ),
  broken('DaemonSet: replicas', workloads.daemonSet, { 'spec.replicas': 1 }, 'unknown'),
  broken(
    'Pod: a misspelt field in the second container',
    workloads.pod,
    {
      'spec.containers[1]': { name: 'side', image: 'side', comand: ['true'] },
    },
    'unknown',
    { field: 'spec.containers[1].comand' },
  ),
  broken(
    'Pod: envFrom with a misspelt source',
    workloads.pod,
    { 'spec.containers[0].envFrom': [{ configmapRef: { name: 'a' } }] },
    'unknown',
    { field: 'spec.containers[0].envFrom[0].configmapRef' },
  ),
  broken(
    'Pod: an affinity term, six levels down',
    workloads.pod,
    {
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms':
        [{ matchExpressions: [{ key: 'a', operator: 'Exists', vals: [] }] }],
    },
    'unknown',
    {
      field:
        'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].vals',
      server: 'vals',
    },
  ),
  broken('Pod: a misspelt metadata field', workloads.pod, { 'metadata.label': {} }, 'unknown'),
  broken(
    'ConfigMap: annotation for annotations',
    configuration.configMap,
    { 'metadata.annotation': { a: 'b' } },
    'unknown',
  ),
  broken('ConfigMap: a spec', configuration.configMap, { spec: { a: 'b' } }, 'unknown'),
  broken('ConfigMap: a key beside data', configuration.configMap, { values: {} }, 'unknown'),
  broken('Secret: binaryData', configuration.secret, { binaryData: {} }, 'unknown'),
  broken('Namespace: a name in its spec', configuration.namespace, { 'spec.name': 'a' }, 'unknown'),
  broken(
    'PersistentVolumeClaim: accessMode',
    configuration.volumeClaim,
    { 'spec.accessMode': 'ReadWriteOnce' },
    'unknown',
  ),
  broken(
    'StorageClass: parameters in a spec',
    configuration.storageClass,
    { 'spec.parameters': {} },
    'unknown',
    { field: 'spec' },
  ),
  broken(
    'Service: a port with containerPort',
    networking.service,
    { 'spec.ports[0].containerPort': 80 },
    'unknown',
  ),
  broken(
    'Ingress: the backend of the old API',
    networking.ingress,
    { 'spec.rules[0].http.paths[0].backend': { serviceName: 'shop' } },
    'unknown',
    { field: 'spec.rules[0].http.paths[0].backend.serviceName' },
  ),
  broken(
    'NetworkPolicy: a rule with from and form',
    networking.networkPolicy,
    { 'spec.ingress[0].form': [] },
    'unknown',
  ),
  broken('Role: a rule with groups', access.role, { 'rules[0].groups': [''] }, 'unknown'),
  broken(
    'RoleBinding: a subject with apigroup',
    access.roleBinding,
    { 'subjects[0].apigroup': '' },
    'unknown',
  ),
  broken('ClusterRole: aggregationRules', access.clusterRole, { aggregationRules: {} }, 'unknown'),
  broken(
    'HorizontalPodAutoscaler: the field of the old API',
    policy.autoscaler,
    { 'spec.targetCPUUtilizationPercentage': 80 },
    'unknown',
  ),
  broken(
    'PodDisruptionBudget: minAvailible',
    policy.disruptionBudget,
    { 'spec.minAvailible': 1 },
    'unknown',
  ),
  broken('PriorityClass: a spec', policy.priorityClass, { spec: {} }, 'unknown'),
  broken(
    'ValidatingWebhookConfiguration: webhook without s',
    admission.validatingWebhook,
    { webhook: [] },
    'unknown',
  ),
  broken(
    'CustomResourceDefinition: validation, as in v1beta1',
    admission.definition,
    { 'spec.validation': {} },
    'unknown',
    { field: 'spec.validation' },
  ),
  broken(
    'CustomResourceDefinition: a schema word that is none',
    admission.definition,
    {
      'spec.versions[0].schema.openAPIV3Schema.requird': [],
    },
    'unknown',
    { field: 'spec.versions[0].schema.openAPIV3Schema.requird' },
  ),
];
