import { broken } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** Words where only some are allowed. */
export const enums = [
  broken(
    'Pod: an unknown imagePullPolicy',
    workloads.pod,
    { [`${container}.imagePullPolicy`]: 'Sometimes' },
    'enum',
  ),
  broken(
    'Pod: an imagePullPolicy in small letters',
    workloads.pod,
    { [`${container}.imagePullPolicy`]: 'always' },
    'enum',
  ),
  broken('Pod: an unknown restartPolicy', workloads.pod, { 'spec.restartPolicy': 'Maybe' }, 'enum'),
  broken('Pod: an unknown dnsPolicy', workloads.pod, { 'spec.dnsPolicy': 'Cluster' }, 'enum'),
  broken(
    'Pod: an unknown protocol',
    workloads.pod,
    { [`${container}.ports`]: [{ containerPort: 80, protocol: 'tcp' }] },
    'enum',
    { field: `${container}.ports[0].protocol` },
  ),
  broken(
    'Pod: an unknown toleration operator',
    workloads.pod,
    { 'spec.tolerations': [{ key: 'a', operator: 'Is' }] },
    'enum',
    { field: 'spec.tolerations[0].operator' },
  ),
  broken(
    'Pod: an unknown taint effect',
    workloads.pod,
    { 'spec.tolerations': [{ key: 'a', operator: 'Exists', effect: 'Never' }] },
    'enum',
    { field: 'spec.tolerations[0].effect' },
  ),
  broken(
    'Pod: an unknown probe scheme',
    workloads.pod,
    { [`${container}.livenessProbe.httpGet`]: { port: 80, scheme: 'https' } },
    'enum',
    { field: `${container}.livenessProbe.httpGet.scheme` },
  ),
  broken(
    'Pod: an unknown hostPath type',
    workloads.pod,
    { 'spec.volumes': [{ name: 'a', hostPath: { path: '/a', type: 'Folder' } }] },
    'enum',
    { field: 'spec.volumes[0].hostPath.type' },
  ),
  broken(
    'Pod: an unknown seccomp type',
    workloads.pod,
    { 'spec.securityContext.seccompProfile': { type: 'Default' } },
    'enum',
    { field: 'spec.securityContext.seccompProfile.type' },
  ),
  broken(
    'Deployment: an unknown strategy',
    workloads.deployment,
    { 'spec.strategy.type': 'Rolling' },
    'enum',
    { server: 'spec.strategy' },
  ),
  broken(
    'StatefulSet: an unknown pod management',
    workloads.statefulSet,
    { 'spec.podManagementPolicy': 'Serial' },
    'enum',
  ),
  broken(
    'DaemonSet: an unknown strategy',
    workloads.daemonSet,
    { 'spec.updateStrategy.type': 'Recreate' },
    'enum',
    { server: 'spec.updateStrategy' },
  ),
  broken(
    'CronJob: an unknown concurrencyPolicy',
    workloads.cronJob,
    { 'spec.concurrencyPolicy': 'Deny' },
    'enum',
  ),
  broken('Service: an unknown type', networking.service, { 'spec.type': 'Loadbalancer' }, 'enum'),
  broken(
    'Service: an unknown session affinity',
    networking.service,
    { 'spec.sessionAffinity': 'Cookie' },
    'enum',
  ),
  broken(
    'Service: an unknown traffic policy',
    networking.service,
    { 'spec.internalTrafficPolicy': 'Node' },
    'enum',
  ),
  broken(
    'Service: an unknown IP family',
    networking.service,
    { 'spec.ipFamilies': ['IPv5'] },
    'enum',
    { field: 'spec.ipFamilies[0]' },
  ),
  broken(
    'Ingress: an unknown pathType',
    networking.ingress,
    { 'spec.rules[0].http.paths[0].pathType': 'Regex' },
    'enum',
  ),
  broken(
    'NetworkPolicy: an unknown policy type',
    networking.networkPolicy,
    { 'spec.policyTypes': ['ingress'] },
    'enum',
    { field: 'spec.policyTypes[0]' },
  ),
  broken(
    'EndpointSlice: an unknown address type',
    networking.endpointSlice,
    { addressType: 'IP' },
    'enum',
  ),
  broken(
    'PersistentVolumeClaim: an unknown access mode',
    configuration.volumeClaim,
    { 'spec.accessModes': ['RWO'] },
    'enum',
    { field: 'spec.accessModes[0]', server: 'spec.accessModes' },
  ),
  broken(
    'PersistentVolumeClaim: an unknown volume mode',
    configuration.volumeClaim,
    { 'spec.volumeMode': 'File' },
    'enum',
  ),
  broken(
    'PersistentVolume: an unknown reclaim policy',
    configuration.volume,
    { 'spec.persistentVolumeReclaimPolicy': 'Keep' },
    'enum',
  ),
  broken(
    'StorageClass: an unknown reclaimPolicy',
    configuration.storageClass,
    { reclaimPolicy: 'Keep' },
    'enum',
  ),
  broken(
    'StorageClass: an unknown binding mode',
    configuration.storageClass,
    { volumeBindingMode: 'Late' },
    'enum',
  ),
  broken(
    'PriorityClass: an unknown preemption policy',
    policy.priorityClass,
    { preemptionPolicy: 'Always' },
    'enum',
  ),
  broken(
    'PodDisruptionBudget: an unknown eviction policy',
    policy.disruptionBudget,
    { 'spec.unhealthyPodEvictionPolicy': 'Never' },
    'enum',
  ),
  broken(
    'ValidatingWebhookConfiguration: unknown sideEffects',
    admission.validatingWebhook,
    { 'webhooks[0].sideEffects': 'Few' },
    'enum',
  ),
  broken(
    'ValidatingWebhookConfiguration: an unknown failurePolicy',
    admission.validatingWebhook,
    { 'webhooks[0].failurePolicy': 'Warn' },
    'enum',
  ),
  broken(
    'ValidatingWebhookConfiguration: an unknown operation',
    admission.validatingWebhook,
    { 'webhooks[0].rules[0].operations': ['create'] },
    'enum',
    { field: 'webhooks[0].rules[0].operations[0]' },
  ),
  broken(
    'MutatingWebhookConfiguration: an unknown reinvocation',
    admission.mutatingWebhook,
    { 'webhooks[0].reinvocationPolicy': 'Always' },
    'enum',
  ),
  broken(
    'CustomResourceDefinition: an unknown scope',
    admission.definition,
    { 'spec.scope': 'Cluster-wide' },
    'enum',
    { field: 'spec.scope' },
  ),
  broken(
    'RoleBinding: an unknown kind of subject',
    access.roleBinding,
    { 'subjects[0].kind': 'Robot' },
    'enum',
  ),
  broken(
    'RoleBinding: an unknown kind of role',
    access.roleBinding,
    { 'roleRef.kind': 'Rolle' },
    'enum',
  ),
  broken(
    'HorizontalPodAutoscaler: an unknown metric type',
    policy.autoscaler,
    { 'spec.metrics': [{ type: 'CPU' }] },
    'enum',
    { field: 'spec.metrics[0].type' },
  ),
  broken(
    'LabelSelector: an unknown operator',
    workloads.deployment,
    { 'spec.selector.matchExpressions': [{ key: 'app', operator: 'in', values: ['a'] }] },
    'enum',
    { field: 'spec.selector.matchExpressions[0].operator' },
  ),
];

/** An empty string is no word in these fields. */
export const emptyWords = [
  broken(
    'Pod: an empty restartPolicy of a container',
    workloads.pod,
    { [`${container}.restartPolicy`]: '' },
    'enum',
  ),
  broken('Job: an empty completionMode', workloads.job, { 'spec.completionMode': '' }, 'enum'),
  broken(
    'Service: an empty traffic policy',
    networking.service,
    { 'spec.internalTrafficPolicy': '' },
    'enum',
  ),
  broken(
    'NetworkPolicy: an empty protocol',
    networking.networkPolicy,
    { 'spec.ingress[0].ports[0].protocol': '' },
    'enum',
  ),
  broken(
    'StorageClass: an empty binding mode',
    configuration.storageClass,
    { volumeBindingMode: '' },
    'enum',
  ),
];
