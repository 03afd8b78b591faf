import { expect, test } from 'vitest';
import { claimNames, parseOwnerClaim } from '../../../src/model/owner-annotation.ts';

test.each([
  ['x:/ConfigMap/shop/web', { kind: 'ConfigMap', namespace: 'shop', name: 'web' }, true],
  ['x:/ConfigMap//web', { kind: 'ConfigMap', namespace: 'shop', name: 'web' }, true],
  ['x:/ConfigMap/shop/web', { kind: 'ConfigMap', namespace: 'other', name: 'web' }, false],
  ['x:/ConfigMap/shop/web', { kind: 'ConfigMap', namespace: 'shop', name: 'api' }, false],
  ['x:/ConfigMap/shop/web', { kind: 'Secret', namespace: 'shop', name: 'web' }, false],
  ['x:/Namespace//shop', { kind: 'Namespace', namespace: '', name: 'shop' }, true],
  // Kubernetes ignores the namespace that the manifest named.
  ['x:/Namespace/kube-system/shop', { kind: 'Namespace', namespace: '', name: 'shop' }, true],
])('the claim %j names %j: %j', (value, key, expected) => {
  const claim = parseOwnerClaim(value);
  expect(claim !== null && claimNames(claim, { group: '', ...key })).toBe(expected);
});
