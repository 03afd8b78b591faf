import { expect, test } from 'vitest';
import { complaint, failure, request } from './parse.ts';

const kubectl = (...flags: string[]) => request(['apply', ...flags]).kubectl;

test('passes the flags of the original tool on, as written', () => {
  const argv = ['--dry-run=true', '-v=6'];
  expect(kubectl(...argv)).toMatchObject({ apply: argv, global: ['-v=6'], dryRun: 'client' });
});

test('sends what chooses cluster and user to every kubectl', () => {
  const args = kubectl('--context', 'a', '--wait', '--as=x', '-nshop', '-o', 'json', '--v', '4');
  expect(args.global).toEqual(['--context', 'a', '--as=x', '-nshop', '--v', '4']);
});

test.each([
  [['-n', 'a'], 'a'],
  [['-na'], 'a'],
  [['-n=a'], 'a'],
  [['--namespace', 'a'], 'a'],
  [['--namespace=a'], 'a'],
  [['-n', 'a', '--namespace=b'], 'b'],
  [['-n', 'a', '--namespace='], null],
  [[], null],
])('reads the namespace from %j: %s', (flags, namespace) => {
  expect(kubectl(...flags).namespace).toBe(namespace);
});

test.each([
  ['server', '-s'],
  ['server', '--server'],
  ['cluster', '--cluster'],
  ['context', '--context'],
  ['output', '-o'],
  ['fieldManager', '--field_manager'],
] as const)('captures %s from %s', (property, flag) => {
  expect(kubectl()[property]).toBeNull();
  expect(kubectl(flag, 'x', flag, 'y')[property]).toBe('y');
});

test.each([
  [[], null],
  [['--request-timeout=5s'], 5000],
  [['--request-timeout', '1m30s'], 90_000],
  [['--request-timeout=7'], 7000],
  [['--request-timeout=0'], null],
  [['--request-timeout=0s'], null],
  [['--request-timeout=5s', '--request-timeout=6s'], 6000],
])('reads how long a request may take from %j: %s', (flags, milliseconds) => {
  expect(kubectl(...flags).requestTimeout).toBe(milliseconds);
});

test.each(['5 s', '-1', '-5s', 'soon', '', '1.5'])('refuses to wait %j', (value) => {
  expect(complaint(['apply', `--request-timeout=${value}`])).toBe(
    `--request-timeout is a duration, not ${JSON.stringify(value)}\n` +
      'Write --request-timeout=30s, or a number of seconds; 0 is no limit.',
  );
});

test('narrows prune by the selector too', () => {
  expect(request(['apply', 'prune', '-l', 'app=x']).kubectl).toMatchObject({
    apply: ['-l', 'app=x'],
    selector: [{ key: 'app', operator: 'in', values: ['x'] }],
  });
});

test('the last selector wins', () => {
  expect(kubectl('-la=b', '--selector=c').selector).toEqual([
    { key: 'c', operator: 'exists', values: [] },
  ]);
});

test.each([
  ['-n', '--dry-run=client'],
  ['--cache-dir', '--dry-run=server'],
  ['--token', '-x'],
  ['-l', '--'],
  ['--context', '-n'],
])('does not take an option for the value of another: %s %s', (flag, value) => {
  expect(failure(['apply', flag, value])).toMatchObject({ code: 'missing-value' });
});

test('takes a negative number for a value', () => {
  expect(kubectl('--grace-period', '-1').apply).toEqual(['--grace-period', '-1']);
});

test.each([
  [['--namespace'], 'missing-value', '--namespace needs a value'],
  [['-n'], 'missing-value', '--namespace needs a value'],
  [['-n='], 'missing-value', '--namespace needs a value'],
  [['-n', 'a/b'], 'invalid-value', 'not a name of a namespace'],
  [['-namespace=x'], 'unknown-option', 'Did you mean --namespace?'],
  [['-server=https://x'], 'unknown-option', 'Did you mean --server?'],
  [['--wait=maybe'], 'invalid-value', '--wait is either true or false'],
  [['--dryrun'], 'unknown-option', 'Did you mean --dry-run?'],
  [['-dryrun'], 'unknown-option', 'Did you mean --dry-run?'],
  [['-x'], 'unknown-option', 'kubectl 1.36'],
  [['--'], 'invalid-option', '-- is not an option'],
  [['---yes'], 'invalid-option', '---yes is not an option'],
  [['-hR'], 'invalid-option', '-hR is not an option'],
])('refuses %j', (flags, code, text) => {
  expect(failure(['apply', ...flags]).code).toBe(code);
  expect(complaint(['apply', ...flags])).toContain(text);
});

test.each([
  [['--token=hunter2', 'hunter2']],
  [['--token', 'x', 'hunter2']],
  [['--password=', 'hunter2']],
  [['--tokem=hunter2']],
  [['-token=hunter2']],
  [['---token=hunter2']],
  [['--token', '-hunter2']],
  [['--password', '--hunter2']],
  [['-phunter2']],
])('never shows a secret: %j', (flags) => {
  expect(complaint(['apply', ...flags])).not.toContain('hunter2');
});
