import { expect, test } from 'vitest';
import { complaint, failure, request } from './parse.ts';

test('runs nothing without a verb', () => {
  expect(request([]).verbs).toEqual([]);
});

test('orders verbs as they run, whatever their order and number', () => {
  expect(request(['prune', 'apply', 'dump', 'prune']).verbs).toEqual(['dump', 'apply', 'prune']);
});

test.each([
  [['aply'], 'unknown verb "aply"', 'Did you mean apply?'],
  [['dump', 'prnue'], 'unknown verb "prnue"', 'Did you mean prune?'],
  [['frobnicate'], 'unknown verb "frobnicate"', 'Verbs are dump, build, plan, apply, prune'],
  [[''], 'unknown verb ""', 'Verbs are'],
  [['-'], 'unknown verb "-"', 'Verbs are'],
  [['Apply'], 'unknown verb "Apply"', 'Did you mean apply?'],
  [['./prod'], 'unknown verb "./prod"', 'ends in .nix'],
  [['apply', './prod.nix'], 'unknown verb "./prod.nix"', 'hostgroup stands first'],
])('refuses %j', (argv, message, hint) => {
  expect(failure(argv)).toMatchObject({ code: 'unknown-verb', message });
  expect(complaint(argv)).toContain(hint);
});

test.each([
  [['apply', '--yes', 'prune'], 'prune stands after an option'],
  [['--dry-run=server', 'apply'], 'apply stands after an option'],
  [['apply', '--dry-run', 'prune'], 'prune stands after an option'],
  [['apply', '-n', 'prune', 'dump'], 'dump stands after an option'],
  [['apply', '--yes', './prod.nix'], 'the hostgroup stands first'],
  [['apply', '--dry-run', 'server'], '--dry-run=VALUE'],
  [['apply', '--validate', 'false'], '--validate=VALUE'],
  [['apply', '--server-side', 'false'], '--server-side=VALUE'],
  [['prune', '--yes', 'false'], '--yes=VALUE'],
  [['apply', '-v=6', 'view-last-applied'], 'unexpected word "view-last-applied"'],
  [['apply', '--wait', ''], 'unexpected word ""'],
  [['apply', '--wait', '-'], 'unexpected word "-"'],
])('refuses the word after an option in %j', (argv, text) => {
  expect(failure(argv).code).toBe('stray-word');
  expect(complaint(argv)).toContain(text);
});

test('takes a verb after a flag of kubectl for its value', () => {
  const { verbs, kubectl } = request(['apply', '-n', 'prune']);
  expect(verbs).toEqual(['apply']);
  expect(kubectl).toMatchObject({ namespace: 'prune', apply: ['-n', 'prune'] });
});
