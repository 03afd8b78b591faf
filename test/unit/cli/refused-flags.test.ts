import { expect, test } from 'vitest';
import { complaint, failure } from './parse.ts';

test.each([
  '--prune',
  '--prune=true',
  '--prune=false',
  '--prune=',
  '-prune',
  '--prune-allowlist=core/v1/ConfigMap',
  '--prune_allowlist=core/v1/ConfigMap',
  '--prune-whitelist=core/v1/ConfigMap',
  '--applyset=x',
  '--all',
  '--all=true',
])('refuses %s: pruning is ours', (flag) => {
  expect(failure(['apply', flag])).toMatchObject({ code: 'refused-option' });
  expect(complaint(['apply', '-v=6', flag])).toContain('verb prune');
});

test.each([
  [['-f', 'x.yaml']],
  [['-f=x.yaml']],
  [['-fx.yaml']],
  [['-f-']],
  [['--filename', 'x.yaml']],
  [['--filename=x.yaml']],
  [['-k', 'dir']],
  [['-kdir']],
  [['--kustomize=dir']],
  [['-R']],
  [['-R=false']],
  [['-Rf', 'x.yaml']],
  [['-Rn', 'shop']],
  [['--recursive']],
  [['--kuberc', 'x']],
  [['--kuberc=x']],
])('refuses %j', (flags) => {
  expect(failure(['apply', ...flags]).code).toBe('refused-option');
  expect(failure(['dump', '-v=6', ...flags]).code).toBe('refused-option');
});
