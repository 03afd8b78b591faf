/** Good manifests of policies, to be broken. */

export const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: {},
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
    maxReplicas: 3,
  },
};

export const disruptionBudget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: {},
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'shop' } } },
};

export const limitRange = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: {},
  spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
};

export const resourceQuota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: {},
  spec: { hard: { pods: '10' } },
};

export const priorityClass = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: {},
  value: 1000,
};

export const runtimeClass = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: {},
  handler: 'runsc',
};

export const flowSchema = {
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
  kind: 'FlowSchema',
  metadata: {},
  spec: { priorityLevelConfiguration: { name: 'global-default' } },
};
