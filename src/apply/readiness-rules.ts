import { listAt, numberAt, textAt } from '../model/json-path.ts';
import type { ReadinessVerdict } from '../model/readiness.ts';
import type { ObjectFacts } from './object-facts.ts';
import {
  type Check,
  containersStart,
  failed,
  failsBy,
  failsInPhase,
  hasPhase,
  isAboutPresent,
  isNotTrue,
  isTrue,
  noneTooMany,
  observed,
  progressDeadline,
  type ReadinessRun,
  reaches,
  replicas,
  rolledOut,
  seenGeneration,
  unlessOnDelete,
  unlessPaused,
  waiting,
} from './readiness-checks.ts';

/**
 * When an object of a kind is ready, kinds as `Kind.group`. The checks are asked in turn; the first
 * that speaks gives the verdict, and an object on which all are silent is ready. After kstatus, and
 * stricter where docs/readiness.md says so:
 * https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/core.go
 */
export const KIND_RULES: ReadonlyMap<string, readonly Check[]> = new Map<string, readonly Check[]>([
  [
    'Deployment.apps',
    [
      observed,
      progressDeadline,
      isNotTrue('ReplicaFailure'),
      unlessPaused(reaches('updatedReplicas', 'updated')),
      noneTooMany,
      reaches('availableReplicas', 'available'),
      reaches('readyReplicas', 'ready'),
      rolledOut,
      isTrue('Available'),
    ],
  ],
  [
    'StatefulSet.apps',
    [
      observed,
      unlessOnDelete(reaches('updatedReplicas', 'updated', beyondPartition)),
      unlessOnDelete(reaches('readyReplicas', 'ready')),
      unlessOnDelete(reaches('availableReplicas', 'available', availableReplicas)),
      unlessOnDelete(noneTooMany),
    ],
  ],
  [
    'DaemonSet.apps',
    [
      observed,
      reaches('currentNumberScheduled', 'scheduled', desired, 'pods'),
      unlessOnDelete(reaches('updatedNumberScheduled', 'updated', desired, 'pods')),
      reaches('numberAvailable', 'available', desired, 'pods'),
      reaches('numberReady', 'ready', desired, 'pods'),
    ],
  ],
  ['ReplicaSet.apps', replicaSet()],
  ['ReplicationController', replicaSet()],
  ['Job.batch', [failsBy('Failed', 'Job failed'), completed]],
  ['Pod', [failsInPhase('Failed', 'Pod failed'), running]],
  [
    'PersistentVolumeClaim',
    [failsInPhase('Lost', 'the volume that it was bound to is gone'), hasPhase('Bound')],
  ],
  ['Service', [hasAddress]],
  ['Namespace', [hasPhase('Active')]],
  ['CustomResourceDefinition.apiextensions.k8s.io', [namesAccepted, established]],
  ['APIService.apiregistration.k8s.io', [isTrue('Available')]],
  ['PodDisruptionBudget.policy', [observed, disruptionsComputed]],
]);

/**
 * What is asked of every object first. After
 * https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/generic.go
 */
export const GENERAL_RULES: readonly Check[] = [
  stays,
  ({ observedGeneration, generation }) => seenGeneration(observedGeneration, generation),
  isNotTrue('Reconciling'),
  notStalled,
];

/** What is asked of a kind that has no rules of its own. */
export const OTHER_RULES: readonly Check[] = [
  ({ conditions, generation }) =>
    seenGeneration(conditions.get('Ready')?.observedGeneration ?? null, generation),
  (facts, run) => (facts.conditions.has('Ready') ? isTrue('Ready')(facts, run) : null),
];

/** Kinds that have no status: there is nothing to wait for, and nothing to look at. */
export const KINDS_WITHOUT_STATUS: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Endpoints',
  'LimitRange',
  'PodTemplate',
  'Secret',
  'ServiceAccount',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ControllerRevision.apps',
  'Lease.coordination.k8s.io',
  'EndpointSlice.discovery.k8s.io',
  'IngressClass.networking.k8s.io',
  'NetworkPolicy.networking.k8s.io',
  'RuntimeClass.node.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'CSIDriver.storage.k8s.io',
  'StorageClass.storage.k8s.io',
]);

function stays({ terminating, finalizers }: ObjectFacts): ReadinessVerdict | null {
  if (!terminating) return null;
  const holders =
    finalizers.length === 0 ? '' : `, held by its finalizers: ${finalizers.join(', ')}`;
  return waiting(`it is being deleted${holders}`);
}

/** For good only where it is said of the present specification: this run may have mended the cause. */
function notStalled(facts: ObjectFacts): ReadinessVerdict | null {
  const stalled = facts.conditions.get('Stalled');
  if (stalled?.isTrue !== true) return null;
  const why = stalled.words || 'Stalled';
  return isAboutPresent(facts, stalled) ? failed(why) : waiting(why);
}

function replicaSet(): readonly Check[] {
  return [
    observed,
    isNotTrue('ReplicaFailure'),
    reaches('fullyLabeledReplicas', 'labelled'),
    reaches('availableReplicas', 'available'),
    reaches('readyReplicas', 'ready'),
    noneTooMany,
  ];
}

function beyondPartition(facts: ObjectFacts): number {
  const partition = numberAt(facts.spec, 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  return Math.max(0, replicas(facts) - partition);
}

/** Without `minReadySeconds`, available and ready are the same. */
function availableReplicas(facts: ObjectFacts): number {
  return (numberAt(facts.spec, 'minReadySeconds') ?? 0) > 0 ? replicas(facts) : 0;
}

function desired({ status }: ObjectFacts): number {
  return numberAt(status, 'desiredNumberScheduled') ?? 0;
}

/** kstatus is content with a Job that has started. */
function completed({ conditions, spec, status }: ObjectFacts): ReadinessVerdict | null {
  if (conditions.get('Complete')?.isTrue === true) return null;
  if (spec['suspend'] === true) return waiting('it is suspended');
  const wanted = numberAt(spec, 'completions') ?? numberAt(spec, 'parallelism') ?? 1;
  const failures = numberAt(status, 'failed') ?? 0;
  const told = failures === 0 ? '' : `, ${String(failures)} have failed`;
  const succeeded = numberAt(status, 'succeeded') ?? 0;
  return waiting(`${String(succeeded)} of ${String(wanted)} pods have succeeded${told}`);
}

/** kstatus takes containers that crash again and again for a failure: they may start in the end. */
function running(facts: ObjectFacts, run: ReadinessRun): ReadinessVerdict | null {
  const { status, conditions } = facts;
  if (textAt(status, 'phase') === 'Succeeded' || conditions.get('Ready')?.isTrue === true)
    return null;
  const scheduled = conditions.get('PodScheduled');
  if (scheduled?.isFalse === true) return waiting(scheduled.words || 'it is not scheduled');
  return (
    containersStart(facts, run) ??
    waiting(
      textAt(status, 'phase') === 'Running'
        ? 'it runs, and is not Ready'
        : 'its containers have not started',
    )
  );
}

/** kstatus asks for no more than a cluster IP. */
function hasAddress({ spec, status }: ObjectFacts): ReadinessVerdict | null {
  const needsOne = spec['type'] === 'LoadBalancer' && listAt(spec, 'externalIPs').length === 0;
  return needsOne && listAt(status, 'loadBalancer', 'ingress').length === 0
    ? waiting('its load balancer has no address yet')
    : null;
}

function namesAccepted({ conditions }: ObjectFacts): ReadinessVerdict | null {
  const names = conditions.get('NamesAccepted');
  return names?.isFalse === true ? failed(names.words || 'its names are not accepted') : null;
}

function established(facts: ObjectFacts, run: ReadinessRun): ReadinessVerdict | null {
  const condition = facts.conditions.get('Established');
  return condition?.isFalse === true && condition.reason !== 'Installing'
    ? failed(condition.words || 'it is not Established')
    : isTrue('Established')(facts, run);
}

function disruptionsComputed({ conditions }: ObjectFacts): ReadinessVerdict | null {
  const allowed = conditions.get('DisruptionAllowed');
  return allowed?.reason === 'SyncFailed' ? waiting(allowed.words) : null;
}
