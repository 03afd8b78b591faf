import { broken, unnamed } from '../entries.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** Quantities such as 100m and 1Gi. */
export const quantities = [
  broken(
    'Pod: memory of 1GB',
    workloads.pod,
    { [`${container}.resources.requests.memory`]: '1GB' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: memory with a space',
    workloads.pod,
    { [`${container}.resources.requests.memory`]: '1 Gi' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: cpu of half',
    workloads.pod,
    { [`${container}.resources.limits.cpu`]: 'half' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: cpu that is empty',
    workloads.pod,
    { [`${container}.resources.limits.cpu`]: '' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: cpu that is a boolean',
    workloads.pod,
    { [`${container}.resources.limits.cpu`]: true },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: cpu that is a set',
    workloads.pod,
    { [`${container}.resources.limits.cpu`]: { cores: 1 } },
    'quantity',
  ),
  broken(
    'Pod: cpu with a comma',
    workloads.pod,
    { [`${container}.resources.limits.cpu`]: '0,5' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: memory below zero',
    workloads.pod,
    { [`${container}.resources.requests.memory`]: '-1Gi' },
    'quantity',
    { server: 'requests[memory]' },
  ),
  broken(
    'Pod: memory in lower case',
    workloads.pod,
    { [`${container}.resources.requests.memory`]: '1gi' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'Pod: a size limit that is no quantity',
    workloads.pod,
    { 'spec.volumes': [{ name: 'a', emptyDir: { sizeLimit: 'big' } }] },
    'quantity',
    { field: 'spec.volumes[0].emptyDir.sizeLimit', server: unnamed },
  ),
  broken(
    'PersistentVolumeClaim: storage of 10GB',
    configuration.volumeClaim,
    { 'spec.resources.requests.storage': '10GB' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'PersistentVolume: capacity of ten',
    configuration.volume,
    { 'spec.capacity.storage': 'ten' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'ResourceQuota: pods of many',
    policy.resourceQuota,
    { 'spec.hard.pods': 'many' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'LimitRange: a default cpu that is no quantity',
    policy.limitRange,
    { 'spec.limits[0].default.cpu': '1core' },
    'quantity',
    { server: unnamed },
  ),
  broken(
    'HorizontalPodAutoscaler: an average value that is no quantity',
    policy.autoscaler,
    {
      'spec.metrics': [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '10%' } },
        },
      ],
    },
    'quantity',
    { field: 'spec.metrics[0].resource.target.averageValue', server: unnamed },
  ),
];

/** Numbers or strings, such as ports and percentages. */
export const intOrString = [
  broken(
    'Service: a target port that is a boolean',
    networking.service,
    { 'spec.ports[0].targetPort': true },
    'type',
    { server: unnamed },
  ),
  broken(
    'Service: a target port that is a set',
    networking.service,
    { 'spec.ports[0].targetPort': { port: 80 } },
    'type',
    { server: unnamed },
  ),
  broken(
    'Service: a target port with a fraction',
    networking.service,
    { 'spec.ports[0].targetPort': 80.5 },
    'type',
    { server: unnamed },
  ),
  broken(
    'Service: a target port that is a list',
    networking.service,
    { 'spec.ports[0].targetPort': [80] },
    'type',
    { server: unnamed },
  ),
  broken(
    'Service: a target port with an underscore',
    networking.service,
    { 'spec.ports[0].targetPort': 'my_port' },
    'pattern',
  ),
  broken(
    'Service: a target port of more than 15 letters',
    networking.service,
    { 'spec.ports[0].targetPort': 'a-very-long-port-name' },
    'length',
  ),
  broken(
    'Deployment: maxSurge as a word',
    workloads.deployment,
    { 'spec.strategy.rollingUpdate.maxSurge': 'many' },
    'pattern',
  ),
  broken(
    'Deployment: maxSurge as a boolean',
    workloads.deployment,
    { 'spec.strategy.rollingUpdate.maxSurge': false },
    'type',
    { server: unnamed },
  ),
  broken(
    'PodDisruptionBudget: minAvailable as a fraction',
    policy.disruptionBudget,
    { 'spec.minAvailable': 0.5 },
    'type',
    { server: unnamed },
  ),
  broken(
    'PodDisruptionBudget: minAvailable in quotes',
    policy.disruptionBudget,
    { 'spec.minAvailable': '2' },
    'pattern',
  ),
  broken(
    'Pod: a probe port that is a list',
    workloads.pod,
    { [`${container}.livenessProbe.httpGet.port`]: [80] },
    'type',
    { server: unnamed },
  ),
  broken(
    'NetworkPolicy: a port that is a boolean',
    networking.networkPolicy,
    { 'spec.ingress[0].ports[0].port': true },
    'type',
    { server: unnamed },
  ),
];
