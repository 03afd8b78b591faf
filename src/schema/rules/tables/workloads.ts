import { COUNT_OR_PERCENTAGE, type FieldTable, NEEDED, NOT_NEGATIVE } from './table.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ */
export const WORKLOAD_FIELDS: FieldTable = {
  'api.apps.v1.Deployment': { spec: NEEDED },
  'api.apps.v1.DeploymentSpec': {
    selector: NEEDED,
    template: NEEDED,
    replicas: NOT_NEGATIVE,
    minReadySeconds: NOT_NEGATIVE,
    revisionHistoryLimit: NOT_NEGATIVE,
  },
  'api.apps.v1.RollingUpdateDeployment': {
    maxSurge: COUNT_OR_PERCENTAGE,
    maxUnavailable: COUNT_OR_PERCENTAGE,
  },
  'api.apps.v1.DaemonSet': { spec: NEEDED },
  'api.apps.v1.DaemonSetSpec': {
    selector: NEEDED,
    template: NEEDED,
    minReadySeconds: NOT_NEGATIVE,
    revisionHistoryLimit: NOT_NEGATIVE,
  },
  'api.apps.v1.RollingUpdateDaemonSet': {
    maxSurge: COUNT_OR_PERCENTAGE,
    maxUnavailable: COUNT_OR_PERCENTAGE,
  },
  'api.apps.v1.StatefulSet': { spec: NEEDED },
  'api.apps.v1.StatefulSetSpec': {
    selector: NEEDED,
    template: NEEDED,
    serviceName: { syntax: 'dnsLabel' },
    replicas: NOT_NEGATIVE,
    minReadySeconds: NOT_NEGATIVE,
    revisionHistoryLimit: NOT_NEGATIVE,
  },
  'api.apps.v1.RollingUpdateStatefulSetStrategy': {
    partition: NOT_NEGATIVE,
    maxUnavailable: COUNT_OR_PERCENTAGE,
  },
  'api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    whenDeleted: { words: ['Delete', 'Retain'] },
    whenScaled: { words: ['Delete', 'Retain'] },
  },
  'api.apps.v1.ReplicaSet': { spec: NEEDED },
  'api.apps.v1.ReplicaSetSpec': {
    selector: NEEDED,
    template: NEEDED,
    replicas: NOT_NEGATIVE,
    minReadySeconds: NOT_NEGATIVE,
  },
  'api.core.v1.ReplicationController': { spec: NEEDED },
  'api.core.v1.ReplicationControllerSpec': {
    template: NEEDED,
    replicas: NOT_NEGATIVE,
    minReadySeconds: NOT_NEGATIVE,
    selector: { keys: 'key', values: 'labelValue' },
  },
  'api.core.v1.PodTemplate': { template: NEEDED },
  'api.batch.v1.Job': { spec: NEEDED },
  'api.batch.v1.JobSpec': {
    template: NEEDED,
    completionMode: { emptyIsWord: true },
    parallelism: NOT_NEGATIVE,
    completions: NOT_NEGATIVE,
    backoffLimit: NOT_NEGATIVE,
    activeDeadlineSeconds: NOT_NEGATIVE,
    ttlSecondsAfterFinished: NOT_NEGATIVE,
  },
  'api.batch.v1.JobTemplateSpec': { spec: NEEDED },
  'api.batch.v1.CronJob': { spec: NEEDED },
  'api.batch.v1.CronJobSpec': {
    schedule: { needed: true, syntax: 'schedule' },
    timeZone: { syntax: 'timeZone', emptyIsWord: true },
    jobTemplate: NEEDED,
    startingDeadlineSeconds: NOT_NEGATIVE,
    successfulJobsHistoryLimit: NOT_NEGATIVE,
    failedJobsHistoryLimit: NOT_NEGATIVE,
  },
  'api.policy.v1.PodDisruptionBudgetSpec': {
    minAvailable: COUNT_OR_PERCENTAGE,
    maxUnavailable: COUNT_OR_PERCENTAGE,
  },
  'api.autoscaling.v1.HorizontalPodAutoscalerSpec': {
    maxReplicas: { range: [1, Infinity] },
    minReplicas: NOT_NEGATIVE,
  },
  'api.autoscaling.v2.HorizontalPodAutoscalerSpec': {
    maxReplicas: { range: [1, Infinity] },
    minReplicas: NOT_NEGATIVE,
  },
  'api.autoscaling.v1.CrossVersionObjectReference': { kind: NEEDED, name: NEEDED },
  'api.autoscaling.v2.CrossVersionObjectReference': { kind: NEEDED, name: NEEDED },
  'api.autoscaling.v2.MetricSpec': {
    type: { needed: true, words: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] },
  },
  'api.autoscaling.v2.MetricTarget': {
    type: { needed: true, words: ['AverageValue', 'Utilization', 'Value'] },
  },
  'api.autoscaling.v2.MetricIdentifier': { name: NEEDED },
  'api.autoscaling.v2.HPAScalingRules': {
    selectPolicy: { words: ['Disabled', 'Max', 'Min'], emptyIsWord: true },
  },
};
