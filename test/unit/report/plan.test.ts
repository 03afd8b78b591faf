import { expect, test } from 'vitest';
import type { KeepReason } from '../../../src/model/plan.ts';
import { gapLines, keepLines, pruneReason } from '../../../src/report/plan.ts';
import { liveObject, managedObject, pruneOf, TYPES } from '../../support/builders.ts';

const object = managedObject();

test('tells of every deletion the release that it comes from', () => {
  const legacy = { ...pruneOf(managedObject({ type: TYPES.Ingress })), legacy: true };
  expect([pruneOf(object), legacy].map(pruneReason)).toEqual([
    'no longer in the manifests (applied by release 000000000000)',
    'no longer in the manifests (applied by the original kubernixos, release 000000000000)',
  ]);
});

test.each<[KeepReason, string]>([
  [{ type: 'not-applied' }, 'in the manifests, but not applied by this release'],
  [
    { type: 'copied-annotation', from: 'default:/A//b' },
    'its owner annotation is a copy: default:/A//b; to hear no more of it, remove its label kubernixos',
  ],
  [
    { type: 'copied-annotation', from: 'default:/ConfigMap//web' },
    "its owner annotation is a copy, or it was deployed to another namespace than this run's: then -n shop prunes it",
  ],
  [
    { type: 'unclear', managers: ['velero', 'x'] },
    'nothing shows that kubernixos set its label (field managers: velero, x); if it is ours, --adopt prunes it',
  ],
  [
    { type: 'unclear', managers: [] },
    'nothing shows that kubernixos set its label (field managers: none recorded); if it is ours, --adopt prunes it',
  ],
  [{ type: 'retained', by: 'a/b: keep' }, 'retained by its annotation a/b: keep'],
  [{ type: 'built-in-namespace' }, 'a Namespace of Kubernetes itself is never deleted'],
  [
    { type: 'maybe-in-release', group: 'apps' },
    'may be in the release: the objects of apps could not be listed; run it again when they can',
  ],
  [{ type: 'in-use', by: ['A b/c'] }, 'still used by A b/c; it can go when these are gone'],
  [
    {
      type: 'contents',
      contents: ['1', '2', '3', '4', '5', '6', '7'].map((name) => liveObject({ name })),
    },
    'still holds ConfigMap shop/1, ConfigMap shop/2, ConfigMap shop/3, ConfigMap shop/4, ConfigMap shop/5 and 2 more; to delete it with all that, type its name at the prompt, or use --allow-foreign-contents',
  ],
  [
    { type: 'terminating', finalizers: ['x/y'] },
    'deleted already, and waits for its finalizers (x/y)',
  ],
  [
    { type: 'other-label', value: 'true' },
    'its label kubernixos is true, no checksum of a release: it is not ours',
  ],
  [
    { type: 'other-release', checksum: 'abcdef012345678' },
    'release abcdef012345 has applied it meanwhile',
  ],
  [
    { type: 'contents-unknown', gaps: ['a: b'] },
    'what it holds could not be listed in full (a: b); it can go when that is known',
  ],
])('explains what is kept: %j', (reason, text) => {
  expect(keepLines([{ op: 'keep', object, reason }])).toEqual([`ConfigMap shop/web: ${text}`]);
});

test.each<[KeepReason]>([
  [{ type: 'other-deployment', deployment: 'other' }],
  [{ type: 'owned', by: 'X' }],
  [{ type: 'copied-label' }],
  [{ type: 'out-of-scope' }],
])('is silent about $type', (reason) => {
  expect(keepLines([{ op: 'keep', object, reason }])).toEqual([]);
});

test('names types and groups that could not be listed', () => {
  const gaps = [
    { group: 'apps', type: TYPES.Deployment, reason: 'no\u001b' },
    { group: 'metrics.k8s.io', type: null, reason: 'down' },
  ];
  expect(gapLines(gaps)).toEqual(['deployments.apps: no\\u001b', 'group metrics.k8s.io: down']);
});
