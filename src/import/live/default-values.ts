import { isJsonArray, type Json, type JsonObject } from '../../model/json.ts';
import { sameValue } from '../../model/same-value.ts';

/**
 * Values that the API server fills in where a field is left out, by the field's name, or by that and the
 * name of the field that holds it. Whether one is a default where it stands, the server is asked: so a
 * line too much in this table does no harm, and one too few only makes a longer module.
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/
 */
const VALUES: Readonly<Record<string, readonly Json[]>> = {
  allocateLoadBalancerNodePorts: [true],
  backoffLimit: [6],
  completionMode: ['NonIndexed'],
  completions: [1],
  concurrencyPolicy: ['Allow'],
  creationTimestamp: [null],
  defaultMode: [420],
  dnsPolicy: ['ClusterFirst'],
  enableServiceLinks: [true],
  externalTrafficPolicy: ['Cluster'],
  failedJobsHistoryLimit: [1],
  failurePolicy: ['Fail'],
  failureThreshold: [3],
  'fieldRef.apiVersion': ['v1'],
  'hostPath.type': [''],
  'httpGet.scheme': ['HTTP'],
  internalTrafficPolicy: ['Cluster'],
  ipFamilies: [['IPv4'], ['IPv6']],
  ipFamilyPolicy: ['SingleStack'],
  manualSelector: [false],
  matchPolicy: ['Equivalent'],
  metadata: [{}],
  minReplicas: [1],
  namespaceSelector: [{}],
  objectSelector: [{}],
  parallelism: [1],
  periodSeconds: [10],
  persistentVolumeClaimRetentionPolicy: [{ whenDeleted: 'Retain', whenScaled: 'Retain' }],
  podManagementPolicy: ['OrderedReady'],
  podReplacementPolicy: ['TerminatingOrFailed'],
  policyTypes: [['Ingress'], ['Ingress', 'Egress']],
  preemptionPolicy: ['PreemptLowerPriority'],
  progressDeadlineSeconds: [600],
  protocol: ['TCP'],
  reclaimPolicy: ['Delete'],
  reinvocationPolicy: ['Never'],
  resources: [{}],
  restartPolicy: ['Always'],
  revisionHistoryLimit: [10],
  schedulerName: ['default-scheduler'],
  securityContext: [{}],
  'service.port': [443],
  sessionAffinity: ['None'],
  strategy: [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }],
  successThreshold: [1],
  successfulJobsHistoryLimit: [3],
  suspend: [false],
  terminationGracePeriodSeconds: [30],
  terminationMessagePath: ['/dev/termination-log'],
  terminationMessagePolicy: ['File'],
  timeoutSeconds: [1, 10],
  type: ['ClusterIP', 'Opaque'],
  updateStrategy: [
    { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  ],
  volumeBindingMode: ['Immediate'],
  'volumeClaimTemplates.apiVersion': ['v1'],
  'volumeClaimTemplates.kind': ['PersistentVolumeClaim'],
  'volumeClaimTemplates.status': [{ phase: 'Pending' }],
  volumeMode: ['Filesystem'],
};

/** Values that follow from those of the fields beside them. */
const DERIVED: Readonly<Record<string, (beside: JsonObject) => Json | undefined>> = {
  imagePullPolicy: ({ image }) => (typeof image === 'string' ? pullPolicyOf(image) : undefined),
  serviceAccount: ({ serviceAccountName }) => serviceAccountName,
  targetPort: ({ port }) => port,
};

/** https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting */
function pullPolicyOf(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** Whether a field may hold what the server fills in; `parent` is the name of what holds `object`. */
export function mayBeDefault(parent: string, object: JsonObject, name: string): boolean {
  const value = object[name] ?? null;
  const values = [...valuesOf(name), ...valuesOf(`${parent}.${name}`)];
  const derived = Object.hasOwn(DERIVED, name) ? DERIVED[name]?.(object) : undefined;
  return [...values, ...(derived === undefined ? [] : [derived])].some((each) =>
    sameValue(each, value),
  );
}

function valuesOf(name: string): readonly Json[] {
  const values = Object.hasOwn(VALUES, name) ? VALUES[name] : [];
  return isJsonArray(values) ? values : [];
}
