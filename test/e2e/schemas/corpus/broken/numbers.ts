import { broken, onlyServer, unnamed } from '../entries.ts';
import * as admission from '../bases/admission.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** Numbers that are none, or too large. */
export const numbers = [
  broken(
    'Deployment: replicas with a fraction',
    workloads.deployment,
    { 'spec.replicas': 1.5 },
    'number',
    { server: unnamed },
  ),
  broken(
    'Deployment: replicas below zero',
    workloads.deployment,
    { 'spec.replicas': -1 },
    'number',
  ),
  broken(
    'Deployment: minReadySeconds below zero',
    workloads.deployment,
    { 'spec.minReadySeconds': -5 },
    'number',
  ),
  broken(
    'Job: parallelism beyond 32 bits',
    workloads.job,
    { 'spec.parallelism': 3000000000 },
    'number',
  ),
  broken('Job: parallelism below zero', workloads.job, { 'spec.parallelism': -2 }, 'number'),
  broken(
    'Pod: a container port of zero',
    workloads.pod,
    { [`${container}.ports`]: [{ containerPort: 0 }] },
    'number',
    { field: `${container}.ports[0].containerPort` },
  ),
  broken(
    'Pod: a container port above 65535',
    workloads.pod,
    { [`${container}.ports`]: [{ containerPort: 65536 }] },
    'number',
    { field: `${container}.ports[0].containerPort` },
  ),
  broken(
    'Pod: a container port with a fraction',
    workloads.pod,
    { [`${container}.ports`]: [{ containerPort: 80.5 }] },
    'number',
    { field: `${container}.ports[0].containerPort`, server: unnamed },
  ),
  broken(
    'Pod: a probe every -1 seconds',
    workloads.pod,
    { [`${container}.livenessProbe`]: { tcpSocket: { port: 80 }, periodSeconds: -1 } },
    'number',
    { field: `${container}.livenessProbe.periodSeconds` },
  ),
  broken(
    'Pod: a user below zero',
    workloads.pod,
    { 'spec.securityContext.runAsUser': -1 },
    'number',
  ),
  broken(
    'Pod: a grace period with a fraction',
    workloads.pod,
    { 'spec.terminationGracePeriodSeconds': 0.5 },
    'number',
    { server: unnamed },
  ),
  broken(
    'Service: a port above 65535',
    networking.service,
    { 'spec.ports[0].port': 70000 },
    'number',
  ),
  broken('Service: a port below zero', networking.service, { 'spec.ports[0].port': -80 }, 'number'),
  broken(
    'Service: a target port above 65535',
    networking.service,
    { 'spec.ports[0].targetPort': 70000 },
    'number',
  ),
  broken(
    'Service: a session of no seconds',
    networking.service,
    { 'spec.sessionAffinity': 'ClientIP', 'spec.sessionAffinityConfig.clientIP.timeoutSeconds': 0 },
    'number',
    { field: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds' },
  ),
  broken(
    'Ingress: a backend port above 65535',
    networking.ingress,
    { 'spec.rules[0].http.paths[0].backend.service.port.number': 65536 },
    'number',
  ),
  broken(
    'HorizontalPodAutoscaler: maxReplicas of zero',
    policy.autoscaler,
    { 'spec.maxReplicas': 0 },
    'number',
  ),
  broken(
    'ValidatingWebhookConfiguration: a timeout of 31 seconds',
    admission.validatingWebhook,
    { 'webhooks[0].timeoutSeconds': 31 },
    'number',
  ),
  broken(
    'Pod: a deadline beyond 64 bits',
    workloads.pod,
    { 'spec.activeDeadlineSeconds': JSON.rawJSON('1e19') },
    'number',
  ),
  broken(
    'Pod: a file mode that is no octal number',
    workloads.pod,
    { 'spec.volumes': [{ name: 'a', configMap: { name: 'a', defaultMode: 644 } }] },
    'number',
    { field: 'spec.volumes[0].configMap.defaultMode' },
  ),
  broken(
    'Service: a target port beyond 32 bits',
    networking.service,
    { 'spec.ports[0].targetPort': 4294967376 },
    'number',
    { server: unnamed },
  ),
  onlyServer(
    'Deployment: a deadline shorter than minReadySeconds',
    workloads.deployment,
    { 'spec.progressDeadlineSeconds': 5, 'spec.minReadySeconds': 10 },
    'other fields',
  ),
];
