import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canBeUnready, judgeReadiness } from '../../../src/apply/judge-readiness.ts';
import { KIND_RULES } from '../../../src/apply/readiness-rules.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const STARTED_AT = Date.parse('2026-01-01T12:00:00Z');

/** What is judged of an object: `ready`, `assumed`, or why not. */
function judge(kind: string, object: JsonObject, startedAt: number | null = STARTED_AT): string {
  const [name = '', ...group] = kind.split('.');
  const key = { group: group.join('.'), kind: name, namespace: 'shop', name: 'web' };
  const verdict = judgeReadiness(key, object, { startedAt });
  return 'why' in verdict ? `${verdict.state}: ${verdict.why}` : verdict.state;
}

const condition = (type: string, status: string, reason = '', message = '') => ({
  type,
  status,
  reason,
  message,
});

/** A status whose controller has seen the present generation. */
const seen = (status: JsonObject, ...conditions: JsonObject[]) => ({
  observedGeneration: 2,
  ...status,
  conditions,
});

const workload = (spec: JsonObject, status?: JsonObject): JsonObject => ({
  metadata: { generation: 2 },
  spec,
  ...(status === undefined ? {} : { status }),
});

const available = condition('Available', 'True');
const progressed = condition('Progressing', 'True', 'NewReplicaSetAvailable');
const full = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };
const three = { replicas: 3, progressDeadlineSeconds: 600 };
const exceeded = (lastUpdateTime: string) => ({
  ...condition('Progressing', 'False', 'ProgressDeadlineExceeded', 'too slow'),
  lastUpdateTime,
});

type Case = readonly [kind: string, object: JsonObject, verdict: string];

const deployments: readonly Case[] = [
  ['Deployment.apps', workload(three, seen(full, available, progressed)), 'ready'],
  [
    'Deployment.apps',
    workload({ replicas: 0, progressDeadlineSeconds: 600 }, seen({}, available, progressed)),
    'ready',
  ],
  ['Deployment.apps', workload({ replicas: 3 }, seen(full, available)), 'ready'],
  ['Deployment.apps', workload({ ...three, paused: true }, seen(full, available)), 'ready'],
  ['Deployment.apps', workload(three), 'waiting: its controller has not looked at it yet'],
  [
    'Deployment.apps',
    workload(three, { ...full, observedGeneration: 1 }),
    'waiting: its controller has seen generation 1, not yet 2',
  ],
  [
    'Deployment.apps',
    workload(three, seen({ ...full, updatedReplicas: 1 })),
    'waiting: 1 of 3 replicas are updated',
  ],
  [
    'Deployment.apps',
    workload({ ...three, paused: true }, seen({ ...full, updatedReplicas: 0 })),
    'waiting: 0 of 3 replicas are updated; its rollout is paused',
  ],
  [
    'Deployment.apps',
    workload(three, seen({ ...full, replicas: 4 })),
    'waiting: 4 replicas where 3 are wanted',
  ],
  [
    'Deployment.apps',
    workload(three, seen({ ...full, availableReplicas: 2 })),
    'waiting: 2 of 3 replicas are available',
  ],
  [
    'Deployment.apps',
    workload({}, seen({ replicas: 1, updatedReplicas: 1 })),
    'waiting: 0 of 1 replicas are available',
  ],
  [
    'Deployment.apps',
    workload(three, seen({ ...full, readyReplicas: 2 })),
    'waiting: 2 of 3 replicas are ready',
  ],
  [
    'Deployment.apps',
    workload(three, seen(full, condition('Progressing', 'True', 'ReplicaSetUpdated', 'going on'))),
    'waiting: ReplicaSetUpdated: going on',
  ],
  [
    'Deployment.apps',
    workload(three, seen(full, progressed)),
    'waiting: nothing says yet that it is Available',
  ],
  [
    'Deployment.apps',
    workload(three, seen({}, condition('ReplicaFailure', 'True', 'FailedCreate', 'quota'))),
    'waiting: FailedCreate: quota',
  ],
  [
    'Deployment.apps',
    workload(three, seen({}, exceeded('2026-01-01T12:00:09Z'))),
    'failed: ProgressDeadlineExceeded: too slow',
  ],
  [
    'Deployment.apps',
    workload(three, seen({}, exceeded('2026-01-01T11:59:59Z'))),
    'waiting: 0 of 3 replicas are updated',
  ],
];

const stateful = { replicas: 3, updateStrategy: { type: 'RollingUpdate' } };
const otherWorkloads: readonly Case[] = [
  ['StatefulSet.apps', workload(stateful, seen(full)), 'ready'],
  ['StatefulSet.apps', workload(stateful), 'waiting: its controller has not looked at it yet'],
  [
    'StatefulSet.apps',
    workload(stateful, seen({ ...full, updatedReplicas: 1 })),
    'waiting: 1 of 3 replicas are updated',
  ],
  [
    'StatefulSet.apps',
    workload(
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
      seen({ ...full, updatedReplicas: 1 }),
    ),
    'ready',
  ],
  [
    'StatefulSet.apps',
    workload(stateful, seen({ ...full, readyReplicas: 2 })),
    'waiting: 2 of 3 replicas are ready',
  ],
  [
    'StatefulSet.apps',
    workload({ ...stateful, minReadySeconds: 9 }, seen({ ...full, availableReplicas: 1 })),
    'waiting: 1 of 3 replicas are available',
  ],
  [
    'StatefulSet.apps',
    workload(stateful, seen({ ...full, replicas: 5 })),
    'waiting: 5 replicas where 3 are wanted',
  ],
  [
    'StatefulSet.apps',
    workload({ replicas: 3, updateStrategy: { type: 'OnDelete' } }, seen({})),
    'ready',
  ],
  [
    'DaemonSet.apps',
    workload(
      {},
      seen({
        ...{ desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2 },
        ...{ numberAvailable: 2, numberReady: 2 },
      }),
    ),
    'ready',
  ],
  ['DaemonSet.apps', workload({}, seen({ desiredNumberScheduled: 0 })), 'ready'],
  ['DaemonSet.apps', workload({}), 'waiting: its controller has not looked at it yet'],
  [
    'DaemonSet.apps',
    workload({}, seen({ desiredNumberScheduled: 2, currentNumberScheduled: 1 })),
    'waiting: 1 of 2 pods are scheduled',
  ],
  [
    'DaemonSet.apps',
    workload({}, seen({ desiredNumberScheduled: 2, currentNumberScheduled: 2 })),
    'waiting: 0 of 2 pods are updated',
  ],
  [
    'DaemonSet.apps',
    workload(
      { updateStrategy: { type: 'OnDelete' } },
      seen({ desiredNumberScheduled: 2, currentNumberScheduled: 2, numberAvailable: 1 }),
    ),
    'waiting: 1 of 2 pods are available',
  ],
  ...['ReplicaSet.apps', 'ReplicationController'].flatMap((kind): Case[] => [
    [kind, workload({ replicas: 3 }, seen({ ...full, fullyLabeledReplicas: 3 })), 'ready'],
    [kind, workload({ replicas: 3 }), 'waiting: its controller has not looked at it yet'],
    [
      kind,
      workload({ replicas: 3 }, seen({ ...full, fullyLabeledReplicas: 3, availableReplicas: 0 })),
      'waiting: 0 of 3 replicas are available',
    ],
    [
      kind,
      workload({}, seen({}, condition('ReplicaFailure', 'True', 'FailedCreate', 'quota'))),
      'waiting: FailedCreate: quota',
    ],
  ]),
];

const pods: readonly Case[] = [
  ['Job.batch', { status: { conditions: [condition('Complete', 'True')] } }, 'ready'],
  ['Job.batch', {}, 'waiting: 0 of 1 pods have succeeded'],
  [
    'Job.batch',
    { spec: { completions: 3 }, status: { succeeded: 1, failed: 2 } },
    'waiting: 1 of 3 pods have succeeded, 2 have failed',
  ],
  ['Job.batch', { spec: { suspend: true } }, 'waiting: it is suspended'],
  [
    'Job.batch',
    { status: { conditions: [condition('Failed', 'True', 'BackoffLimitExceeded', 'no more')] } },
    'failed: Job failed: BackoffLimitExceeded: no more',
  ],
  [
    'Job.batch',
    { status: { conditions: [condition('FailureTarget', 'True'), condition('Failed', 'False')] } },
    'waiting: 0 of 1 pods have succeeded',
  ],
  ['Pod', { status: { phase: 'Succeeded' } }, 'ready'],
  ['Pod', { status: { phase: 'Running', conditions: [condition('Ready', 'True')] } }, 'ready'],
  ['Pod', {}, 'waiting: its containers have not started'],
  ['Pod', { status: { phase: 'Running' } }, 'waiting: it runs, and is not Ready'],
  [
    'Pod',
    {
      status: {
        phase: 'Running',
        containerStatuses: [{ name: 'main', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      },
    },
    'waiting: container main: CrashLoopBackOff',
  ],
  [
    'Pod',
    {
      status: {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'init', state: { waiting: { reason: 'ErrImagePull' } } }],
        containerStatuses: [{ name: 'main', state: { waiting: { reason: 'PodInitializing' } } }],
      },
    },
    'waiting: container init: ErrImagePull',
  ],
  [
    'Pod',
    {
      status: {
        phase: 'Pending',
        conditions: [condition('PodScheduled', 'False', 'Unschedulable', '0/3 nodes')],
      },
    },
    'waiting: Unschedulable: 0/3 nodes',
  ],
  ['Pod', { status: { phase: 'Failed', reason: 'Evicted' } }, 'failed: Pod failed: Evicted'],
];

const others: readonly Case[] = [
  ['PersistentVolumeClaim', { status: { phase: 'Bound' } }, 'ready'],
  ['PersistentVolumeClaim', { status: { phase: 'Pending' } }, 'waiting: it is Pending'],
  [
    'PersistentVolumeClaim',
    { status: { phase: 'Lost' } },
    'failed: the volume that it was bound to is gone',
  ],
  ['Service', { spec: { type: 'ClusterIP' } }, 'ready'],
  [
    'Service',
    { spec: { type: 'LoadBalancer' }, status: { loadBalancer: {} } },
    'waiting: its load balancer has no address yet',
  ],
  [
    'Service',
    { spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip: '::1' }] } } },
    'ready',
  ],
  ['Service', { spec: { type: 'LoadBalancer', externalIPs: ['192.0.2.1'] } }, 'ready'],
  ['Namespace', { status: { phase: 'Active' } }, 'ready'],
  ['Namespace', {}, 'waiting: it has no phase yet'],
  [
    'Namespace',
    { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { phase: 'Terminating' } },
    'waiting: it is being deleted',
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    { status: { conditions: [condition('Established', 'True')] } },
    'ready',
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    { status: { conditions: [condition('Established', 'False', 'Installing', 'wait')] } },
    'waiting: Installing: wait',
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    { status: { conditions: [condition('Established', 'False', 'NotAccepted', 'no')] } },
    'failed: NotAccepted: no',
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    { status: { conditions: [condition('NamesAccepted', 'False', 'PluralConflict', 'taken')] } },
    'failed: PluralConflict: taken',
  ],
  [
    'APIService.apiregistration.k8s.io',
    { status: { conditions: [condition('Available', 'True')] } },
    'ready',
  ],
  [
    'APIService.apiregistration.k8s.io',
    { status: { conditions: [condition('Available', 'False', 'MissingEndpoints', 'none')] } },
    'waiting: MissingEndpoints: none',
  ],
  ['PodDisruptionBudget.policy', workload({}, seen({})), 'ready'],
  ['PodDisruptionBudget.policy', workload({}), 'waiting: its controller has not looked at it yet'],
  [
    'PodDisruptionBudget.policy',
    workload({}, seen({}, condition('DisruptionAllowed', 'False', 'SyncFailed', 'two of them'))),
    'waiting: SyncFailed: two of them',
  ],
  ['CronJob.batch', workload({}), 'ready'],
  ['Ingress.networking.k8s.io', {}, 'ready'],
];

const ready = condition('Ready', 'True');
const custom: readonly Case[] = [
  ['Widget.example.com', workload({}, seen({}, ready)), 'ready'],
  [
    'Widget.example.com',
    workload({}, { conditions: [{ ...ready, observedGeneration: 2 }] }),
    'ready',
  ],
  ['Widget.example.com', workload({}, seen({})), 'ready'],
  ['Widget.example.com', workload({}, { conditions: [ready] }), 'assumed'],
  ['Widget.example.com', workload({}), 'assumed'],
  [
    'Widget.example.com',
    workload({}, { conditions: [{ ...ready, observedGeneration: 1 }] }),
    'waiting: its controller has seen generation 1, not yet 2',
  ],
  [
    'Widget.example.com',
    workload({}, seen({}, condition('Ready', 'False', 'Pulling', 'soon'))),
    'waiting: Pulling: soon',
  ],
  [
    'Widget.example.com',
    workload({}, seen({}, condition('Ready', 'Unknown'))),
    'waiting: nothing says yet that it is Ready',
  ],
  [
    'Widget.example.com',
    workload({}, seen({}, ready, condition('Reconciling', 'True', 'Progressing'))),
    'waiting: Progressing',
  ],
  [
    'Widget.example.com',
    workload({}, seen({}, condition('Stalled', 'True', 'BadChart', 'no such chart'))),
    'failed: BadChart: no such chart',
  ],
  [
    'Widget.example.com',
    workload({}, { conditions: [condition('Stalled', 'True', 'BadChart')] }),
    'waiting: BadChart',
  ],
  [
    'Widget.example.com',
    { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a/b', 'c'] } },
    'waiting: it is being deleted, held by its finalizers: a/b, c',
  ],
  ['Widget.example.com', { status: 'fine', metadata: [], spec: null }, 'assumed'],
  ['Widget.example.com', { status: { conditions: { Ready: true } } }, 'assumed'],
  ['Widget.example.com', { status: { conditions: [null, 'Ready', {}] } }, 'assumed'],
];

describe.each([
  ['Deployments', deployments],
  ['other workloads', otherWorkloads],
  ['Jobs and Pods', pods],
  ['other kinds', others],
  ['custom resources', custom],
])('%s', (_, cases) => {
  test.each(cases)('%s %j is %s', (kind, object, verdict) => {
    expect(judge(kind, object)).toBe(verdict);
  });
});

test('every kind that has rules is shown both ready and not', () => {
  const cases = [...deployments, ...otherWorkloads, ...pods, ...others];
  const shown = (isReady: boolean) =>
    new Set(cases.filter(([, , v]) => (v === 'ready') === isReady).map(([kind]) => kind));
  expect([...KIND_RULES.keys()].filter((kind) => !shown(true).has(kind))).toEqual([]);
  expect([...KIND_RULES.keys()].filter((kind) => !shown(false).has(kind))).toEqual([]);
});

test('a deadline that passed is final where nobody knows when the run began', () => {
  const object = workload(three, seen({}, exceeded('2026-01-01T11:59:59Z')));
  expect(judge('Deployment.apps', object, null)).toContain('failed:');
});

test('integers beyond 2^53 are generations as well', () => {
  const generation = 2n ** 60n;
  const object = { metadata: { generation }, status: { observedGeneration: generation } };
  expect(judge('Widget.example.com', object)).toBe('ready');
});

test.each([
  ['', 'ConfigMap', false],
  ['', 'Secret', false],
  ['rbac.authorization.k8s.io', 'Role', false],
  ['', 'Service', true],
  ['example.com', 'ConfigMap', true],
])('%s/%s has something to wait for: %s', (group, kind, expected) => {
  expect(canBeUnready({ group, kind, namespace: 'shop', name: 'web' })).toBe(expected);
});

test('the docs say of every kind that has rules when it is ready', () => {
  const page = readFileSync(new URL('../../../docs/readiness.md', import.meta.url), 'utf8');
  const start = page.indexOf('| kind ');
  const rows = page.slice(start, page.indexOf('\n\n', start)).split('\n');
  const named = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/[A-Z]\w+/g) ?? []);
  const kinds = [...KIND_RULES.keys()].map((kind) => kind.split('.')[0]);
  expect(named).toEqual(expect.arrayContaining(kinds));
});
