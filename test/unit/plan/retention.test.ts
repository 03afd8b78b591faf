import { expect, test } from 'vitest';
import { retainedBy } from '../../../src/plan/retention.ts';

test.each([
  ['kubernixos/prune', 'disabled'],
  ['helm.sh/resource-policy', 'keep'],
  ['argocd.argoproj.io/sync-options', 'Prune=false'],
  ['argocd.argoproj.io/sync-options', 'Validate=false , Prune=false'],
  ['kustomize.toolkit.fluxcd.io/prune', 'disabled'],
])('%s: %s forbids pruning', (name, value) => {
  expect(retainedBy({ other: 'x', [name]: value })).toBe(`${name}: ${value}`);
});

test.each([
  ['kubernixos/prune', 'enabled'],
  ['kubernixos/prune', ''],
  ['helm.sh/resource-policy', 'delete'],
  ['argocd.argoproj.io/sync-options', 'Prune=true'],
  ['argocd.argoproj.io/sync-options', 'NoPrune=false'],
  ['kustomize.toolkit.fluxcd.io/prune', 'enabled'],
  ['example.com/prune', 'disabled'],
])('%s: %s does not', (name, value) => {
  expect(retainedBy({ [name]: value })).toBeNull();
});
