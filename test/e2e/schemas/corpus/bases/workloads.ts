/** Good manifests of workloads, to be broken; as little in each as the API server takes. */

const labels = { app: 'shop' };
const podSpec = { containers: [{ name: 'main', image: 'registry.example.com/shop:1' }] };
const template = { metadata: { labels }, spec: podSpec };
const jobTemplate = { ...template, spec: { ...podSpec, restartPolicy: 'Never' } };
const selector = { matchLabels: labels };

export const pod = { apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: podSpec };

export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {},
  spec: { selector, template },
};

export const replicaSet = { ...deployment, kind: 'ReplicaSet' };

export const daemonSet = { ...deployment, kind: 'DaemonSet' };

export const statefulSet = {
  ...deployment,
  kind: 'StatefulSet',
  spec: { ...deployment.spec, serviceName: 'shop' },
};

export const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {},
  spec: { template: jobTemplate },
};

export const cronJob = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: {},
  spec: { schedule: '0 3 * * *', jobTemplate: { spec: job.spec } },
};

export const replicationController = {
  apiVersion: 'v1',
  kind: 'ReplicationController',
  metadata: {},
  spec: { selector: labels, template },
};

export const podTemplate = { apiVersion: 'v1', kind: 'PodTemplate', metadata: {}, template };
