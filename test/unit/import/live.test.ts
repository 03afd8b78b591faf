import { expect, test } from 'vitest';
import { chooseObjects } from '../../../src/import/live/choose-objects.ts';
import { cleanObject } from '../../../src/import/live/clean-object.ts';
import { dropDefaults, fieldsNotFilledIn } from '../../../src/import/live/drop-defaults.ts';
import { matchKinds } from '../../../src/import/live/match-kinds.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { liveObject, TYPES } from '../../support/builders.ts';

function live(kind: string, name: string, more: Partial<LiveObject> = {}): LiveObject {
  const object = liveObject({ type: TYPES.ConfigMap, namespace: 'shop', name });
  const key = { group: '', kind, namespace: 'shop', name, ...more.key };
  return { ...object, uid: `${kind}/${name}`, owners: [], ...more, key };
}

const group = (group: string) => ({ key: { group } as LiveObject['key'] });

test.each<[LiveObject, string]>([
  [live('ConfigMap', 'a', { terminating: true }), 'being deleted'],
  [
    live('Pod', 'a', { owners: [{ uid: 'u', kind: 'ReplicaSet', name: 'x', controller: true }] }),
    'that a controller made',
  ],
  [live('ConfigMap', 'kube-root-ca.crt'), 'that Kubernetes makes itself'],
  [live('ServiceAccount', 'default'), 'that Kubernetes makes itself'],
  [
    live('Secret', 'token', { annotations: { 'kubernetes.io/service-account.uid': 'u' } }),
    'that Kubernetes makes itself',
  ],
  [live('Secret', 'sh.helm.release.v1.a.v1', { labels: { owner: 'helm' } }), 'in which Helm'],
  [live('PersistentVolumeClaim', 'data-queue-0'), 'that a StatefulSet claims'],
  [live('PersistentVolumeClaim', 'data-my-queue-12'), 'that a StatefulSet claims'],
  [live('Event', 'a'), 'that tell what goes on'],
])('leaves out $key', (object, reason) => {
  const sets = ['queue', 'my-queue'].map((name) => live('StatefulSet', name, group('apps')));
  const { leftOut } = chooseObjects([object, ...sets]);
  expect(leftOut.map((each) => [each.key, each.reason])).toEqual([
    [object.key, expect.stringContaining(reason)],
  ]);
});

test('keeps what people write, once, in a fixed order', () => {
  const owned = [{ uid: 'u', kind: 'Gateway', name: 'x', controller: false }];
  const objects = [
    live('PersistentVolumeClaim', 'data-7'),
    live('ConfigMap', 'b', { owners: owned }),
    live('ConfigMap', 'a'),
    live('ConfigMap', 'a'),
  ];
  const { chosen, leftOut } = chooseObjects(objects);
  expect(chosen.map(({ key }) => key.name)).toEqual(['a', 'b', 'data-7']);
  expect(leftOut).toEqual([]);
});

test.each<[JsonObject, JsonObject]>([
  [
    {
      kind: 'PersistentVolumeClaim',
      metadata: {
        annotations: { 'pv.kubernetes.io/bound-by-controller': 'yes', mine: 'x' },
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: { volumeName: 'pv' },
    },
    { metadata: { annotations: { mine: 'x' } }, spec: {} },
  ],
  [{ kind: 'PersistentVolumeClaim', spec: { volumeName: 'pv' } }, { spec: { volumeName: 'pv' } }],
  [
    { kind: 'Service', spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ports: [] } },
    { spec: { ports: [] } },
  ],
  [
    { kind: 'Service', spec: { clusterIP: 'None', clusterIPs: ['None'] } },
    { spec: { clusterIP: 'None' } },
  ],
  [
    {
      kind: 'Pod',
      metadata: { generateName: 'a-', ownerReferences: [{ uid: 'u' }], finalizers: ['mine'] },
      spec: {
        nodeName: 'node',
        containers: [{ volumeMounts: [{ name: 'kube-api-access-x' }, { name: 'data' }] }],
        volumes: [{ name: 'kube-api-access-x' }],
      },
    },
    {
      metadata: { finalizers: ['mine'] },
      spec: { containers: [{ volumeMounts: [{ name: 'data' }] }], volumes: [] },
    },
  ],
  [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { labels: { 'controller-uid': 'u', mine: 'x' } },
      spec: { selector: {}, template: { metadata: { labels: { 'job-name': 'a' } }, spec: {} } },
    },
    { metadata: { labels: { mine: 'x' } }, spec: { template: { spec: {} } } },
  ],
  [
    { apiVersion: 'batch/v1', kind: 'Job', spec: { manualSelector: true, selector: {} } },
    { spec: { manualSelector: true, selector: {} } },
  ],
  [
    { kind: 'ServiceAccount', metadata: { name: 'a' }, secrets: [{ name: 'a-token-x' }] },
    { metadata: { name: 'a' } },
  ],
])('%j has no more than was asked for', (object, wanted) => {
  const { apiVersion = 'v1', kind = null } = object;
  const { metadata = {} } = wanted;
  const cleaned = cleanObject({ metadata: {}, status: {}, ...object, apiVersion });
  expect(cleaned).toEqual({ apiVersion, kind, ...wanted, metadata });
});

test('a default is what the server fills in, and nothing else', () => {
  const container = { image: 'web', imagePullPolicy: 'Always', resources: {} };
  const object = {
    data: { type: 'Opaque' },
    spec: { containers: [container], restartPolicy: 'Always' },
  };

  const { object: trimmed, removed } = dropDefaults(object);
  expect(trimmed).toEqual({ data: { type: 'Opaque' }, spec: { containers: [{ image: 'web' }] } });

  const answer = { ...object, spec: { containers: [container], restartPolicy: 'Never' } };
  const kept = fieldsNotFilledIn(removed, object, answer);
  expect(kept).toEqual([['spec', 'restartPolicy']]);
  expect(dropDefaults(object, kept).object).toEqual({
    data: { type: 'Opaque' },
    spec: { containers: [{ image: 'web' }], restartPolicy: 'Always' },
  });
});

test.each([
  ['web', 'Always'],
  ['registry:5000/web', 'Always'],
  ['web:latest', 'Always'],
  ['web:1', 'IfNotPresent'],
  ['web@sha256:00', 'IfNotPresent'],
])('the image %s is pulled %s', (image, imagePullPolicy) => {
  expect(dropDefaults({ spec: { image, imagePullPolicy } }).object).toEqual({ spec: { image } });
});

test('without words all that live in a namespace are meant, with words those that they name', () => {
  const types = [TYPES.ConfigMap, TYPES.Deployment, TYPES.Namespace];
  const names = (...words: readonly string[]) => matchKinds(types, words).map(({ kind }) => kind);
  expect(names()).toEqual(['ConfigMap', 'Deployment']);
  expect(names('deployments.apps', 'Namespace')).toEqual(['Deployment', 'Namespace']);
  expect(() => names('gadgets')).toThrow('the cluster has no kind "gadgets"');
});
