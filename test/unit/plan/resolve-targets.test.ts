import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import type { Manifest } from '../../../src/model/manifest.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { Discovery } from '../../../src/model/resource-type.ts';
import { resolveTargets } from '../../../src/plan/resolve-targets.ts';
import { definition, discovery, manifest, TYPES } from '../../support/builders.ts';

const cluster = discovery();
const bare = discovery([TYPES.ConfigMap, TYPES.CustomResourceDefinition]);

function resolve(manifests: readonly Manifest[], served: Discovery = cluster): readonly string[] {
  return resolveTargets(manifests, served, 'team').map(({ key }) => showKey(key));
}

function refusal(manifests: readonly Manifest[], served: Discovery = cluster): Failure {
  try {
    resolveTargets(manifests, served, 'team');
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['the namespace that the manifest names', { namespace: 'shop' }, 'ConfigMap shop/web'],
  ['the default namespace where it names none', {}, 'ConfigMap team/web'],
  ['none for cluster-scoped kinds', { type: TYPES.ClusterRole }, `ClusterRole.${rbac()} web`],
  [
    'none for cluster-scoped kinds whose manifest names one',
    { type: TYPES.ClusterRole, namespace: 'shop' },
    `ClusterRole.${rbac()} web`,
  ],
])('gives an object %s', (_, fields, expected) => {
  expect(resolve([manifest(fields)])).toEqual([expected]);
});

function rbac(): string {
  return TYPES.ClusterRole.group;
}

test.each([
  ['namespaced', TYPES.Widget, 'Widget.example.com team/web'],
  ['cluster-scoped', TYPES.Gadget, 'Gadget.example.com web'],
])('takes a %s kind from the release’s own definition', (_, type, expected) => {
  const manifests = [manifest({ type }), definition(type)];
  expect(resolve(manifests, bare)[0]).toBe(expected);
});

test.each([
  ['served already', cluster, true],
  ['not served yet', bare, false],
])('says of a kind with a definition that it is %s', (_, served, expected) => {
  const manifests = [manifest({ type: TYPES.Widget }), definition(TYPES.Widget)];
  expect(resolveTargets(manifests, served, 'team')[0]?.served).toBe(expected);
});

test('takes no version from a definition that does not serve it', () => {
  const spec = {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [{ name: 'v1', served: false, storage: true }],
  };
  const unserved = manifest({ type: TYPES.CustomResourceDefinition, name: 'x', body: { spec } });
  expect(refusal([manifest({ type: TYPES.Widget }), unserved], bare).code).toBe('unknown-kind');
});

test('refuses kinds that the cluster does not serve, all at once, by their options', () => {
  const { code, message } = refusal(
    [
      manifest({ type: TYPES.Widget, option: 'kubernixos.manifests.a' }),
      manifest({
        type: { ...TYPES.Deployment, version: 'v1beta1' },
        option: 'kubernixos.manifests.b',
      }),
    ],
    discovery([TYPES.Deployment]),
  );
  expect([code, message]).toEqual([
    'unknown-kind',
    'kubernixos.manifests.a: the cluster serves no Widget in example.com/v1\n' +
      'kubernixos.manifests.b: the cluster serves no Deployment in apps/v1beta1 (it serves apps/v1)',
  ]);
});

test('refuses a group that the manifests use and that discovery cannot tell for certain', () => {
  const stale = { ...cluster, staleGroups: ['apps', 'metrics.k8s.io'] };
  const { code, message } = refusal([manifest({ type: TYPES.Deployment })], stale);
  expect([code, message]).toEqual([
    'discovery-stale',
    'the API server gives no current answer for apps, which the manifests use',
  ]);
});

test('does not mind a stale group that the manifests do not use', () => {
  const stale = { ...cluster, staleGroups: ['metrics.k8s.io'] };
  expect(resolve([manifest()], stale)).toEqual(['ConfigMap team/web']);
});

test('refuses two manifests that the default namespace makes one object', () => {
  const { code, message } = refusal([
    manifest({ option: 'kubernixos.manifests.a' }),
    manifest({ option: 'kubernixos.manifests.b', namespace: 'team' }),
  ]);
  expect([code, message]).toEqual([
    'duplicate-identity',
    'kubernixos.manifests.a and kubernixos.manifests.b are both ConfigMap team/web in this cluster',
  ]);
});

test('refuses two versions of one object', () => {
  const beta = { ...TYPES.Deployment, version: 'v1beta1' };
  const served = discovery([TYPES.Deployment, beta]);
  const manifests = [manifest({ type: TYPES.Deployment }), manifest({ type: beta })];
  expect(refusal(manifests, served).code).toBe('duplicate-identity');
});
