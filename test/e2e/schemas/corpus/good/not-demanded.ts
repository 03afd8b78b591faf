import { good } from '../entries.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import { gadget } from '../bases/custom.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';
const preferred = 'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution';

/** What the schema demands, and the API server does not. */
export const notDemanded = [
  good('PriorityClass: no value', policy.priorityClass, { value: undefined }),
  good('LimitRange: no limits', policy.limitRange, { 'spec.limits': undefined }),
  good('CSIDriver: no spec', configuration.csiDriver, { spec: undefined }),
  good('CSIDriver: a token request without audience', configuration.csiDriver, {
    'spec.tokenRequests': [{}],
  }),
  good('CustomResourceDefinition: a version without served', admission.definition, {
    'spec.versions[0].served': undefined,
  }),
  good('NetworkPolicy: no podSelector', networking.networkPolicy, {
    'spec.podSelector': undefined,
  }),
  good('NetworkPolicy: no spec', networking.networkPolicy, { spec: undefined }),
  good('Lease: no spec', configuration.lease, { spec: undefined }),
  good('EndpointSlice: no endpoints', networking.endpointSlice, { endpoints: undefined }),
  good('Pod: a preferred term without preference', workloads.pod, { [preferred]: [{ weight: 1 }] }),
  good('Pod: a hook that sleeps for no time', workloads.pod, {
    [`${container}.lifecycle.preStop.sleep`]: {},
  }),
  good('Pod: a header without value', workloads.pod, {
    [`${container}.livenessProbe.httpGet`]: { port: 80, httpHeaders: [{ name: 'A' }] },
  }),
  good('Job: a failure policy without rules', workloads.job, { 'spec.podFailurePolicy': {} }),
];

/** What the API server writes, and ignores in what is applied. */
export const states = [
  good('Deployment: a status with a condition of nothing', workloads.deployment, {
    'status.conditions': [{}],
  }),
  good('DaemonSet: an empty status', workloads.daemonSet, { status: {} }),
  good('ReplicaSet: an empty status', workloads.replicaSet, { status: {} }),
  good('StatefulSet: an empty status', workloads.statefulSet, { status: {} }),
  good('Service: a status that load balancers have', networking.service, {
    'status.loadBalancer.ingress': [{ ip: '192.0.2.1' }],
  }),
  good('HorizontalPodAutoscaler: an empty status', policy.autoscaler, { status: {} }),
  good('CustomResourceDefinition: a status of empty fields', admission.definition, {
    status: { acceptedNames: { kind: '', plural: '' }, conditions: [], storedVersions: [] },
  }),
  good('Gadget: a status that is null', gadget, { status: null }),
  good('Gadget: a phase that is null', gadget, { 'status.phase': null }),
  good('Gadget: a creationTimestamp that is null', gadget, { 'metadata.creationTimestamp': null }),
];

/** Of the metadata of templates, the API server looks at labels and annotations only. */
export const templates = [
  good('Deployment: a pod with owners of nothing', workloads.deployment, {
    'spec.template.metadata.ownerReferences': [{}],
  }),
  good('Deployment: a pod with an empty finalizer', workloads.deployment, {
    'spec.template.metadata.finalizers': [''],
  }),
  good('Deployment: a pod with managedFields', workloads.deployment, {
    'spec.template.metadata.managedFields': [],
  }),
  good('Deployment: a pod with a name in capitals', workloads.deployment, {
    'spec.template.metadata.name': 'SHOP',
  }),
  good('Deployment: a pod of another namespace', workloads.deployment, {
    'spec.template.metadata.namespace': 'Nowhere',
  }),
  good('CronJob: a job with managedFields', workloads.cronJob, {
    'spec.jobTemplate.metadata.managedFields': [],
  }),
];
