import { expect, test } from 'vitest';
import { complaint, failure, parse, request } from './parse.ts';
import { KUBECTL_FLAGS } from '../../../src/cli/arguments/kubectl-flags.ts';
import { OWN_OPTIONS } from '../../../src/cli/arguments/own-options.ts';
import { REFUSED_FLAGS } from '../../../src/cli/arguments/refused-flags.ts';

test.each([
  ['--yes', 'yes'],
  ['--allow-mass-prune', 'allowMassPrune'],
  ['--allow-partial', 'allowPartial'],
  ['--allow-foreign-contents', 'allowForeignContents'],
  ['--adopt', 'adopt'],
  ['--verify-library', 'verifyLibrary'],
  ['--show-trace', 'showTrace'],
  ['--cluster-kubeconfig', 'clusterKubeconfig'],
] as const)('%s is off, on, and off again', (option, property) => {
  expect(request(['prune'])[property]).toBe(false);
  expect(request(['prune', option])[property]).toBe(true);
  expect(request(['prune', `${option}=true`])[property]).toBe(true);
  expect(request(['prune', option, `${option}=false`])[property]).toBe(false);
});

test('own options never reach kubectl', () => {
  const { kubectl } = request(['apply', '--yes', '-v=6', '--evaluator', 'modules', '--adopt']);
  expect(kubectl.apply).toEqual(['-v=6']);
});

test('reads the directory of build', () => {
  expect(request(['build']).out).toBe('result-kubernixos');
  expect(request(['build', '--out', 'a', '--out=b']).out).toBe('b');
});

test('reads the evaluator', () => {
  expect(request([]).evaluator).toBeNull();
  expect(request(['--evaluator=nixos']).evaluator).toBe('nixos');
  expect(request(['--evaluator', 'modules']).evaluator).toBe('modules');
});

test('reads --yaml with dump', () => {
  expect(request(['dump', '--yaml']).yaml).toBe(true);
  expect(request(['apply', '--yaml=false']).yaml).toBe(false);
});

test('reads --json with plan', () => {
  expect(request(['plan', '--json']).json).toBe(true);
  expect(request(['plan', 'apply', 'prune', '--json']).json).toBe(true);
  expect(request(['apply', '--json=false']).json).toBe(false);
});

test.each([
  [['apply'], null],
  [['apply', '--wait-ready'], 300_000],
  [['prune', '--wait-ready=90s'], 90_000],
  [['apply', 'prune', '--wait-ready=1h30m', '--wait-ready=2m'], 120_000],
])('%j waits so many milliseconds: %s', (argv, milliseconds) => {
  expect(request(argv).waitReady).toBe(milliseconds);
});

test.each([
  [['apply', '--yaml'], 'option-without-verb', '--yaml is an option of dump'],
  [['apply', '--out=x'], 'option-without-verb', '--out is an option of build'],
  [['build', '--out='], 'missing-value', '--out needs a value'],
  [['build', '--out'], 'missing-value', '--out needs a value'],
  [['build', '--out', '--yes'], 'missing-value', '--out needs a value'],
  [['--evaluator=nix'], 'invalid-value', '--evaluator is nixos or modules, not "nix"'],
  [['dump', '--wait-ready'], 'option-without-verb', '--wait-ready is an option of apply and prune'],
  [['apply', '--wait-ready='], 'invalid-value', '--wait-ready is a duration, not ""'],
  [['apply', '--wait-ready=90'], 'invalid-value', 'Write --wait-ready=90s'],
  [['apply', '--wait-ready', '2m'], 'stray-word', '--wait-ready=VALUE'],
  [['prune', '--yes=maybe'], 'invalid-value', '--yes is either true or false'],
  [['prune', '--yes='], 'invalid-value', '--yes is either true or false'],
  [['prune', '--yse'], 'unknown-option', 'Did you mean --yes?'],
  [['prune', '-yes'], 'unknown-option', 'Did you mean --yes?'],
  [
    ['dump', '--cluster-kubeconfig'],
    'option-without-verb',
    'is an option of plan and apply and prune',
  ],
  [
    ['apply', '--cluster-kubeconfig', '--kubeconfig=x'],
    'conflicting-options',
    '--kubeconfig name two',
  ],
  [
    ['apply', '--cluster-kubeconfig', '-s', 'https://x'],
    'conflicting-options',
    'name two clusters',
  ],
  [['apply', '--json'], 'option-without-verb', '--json is an option of plan'],
  [['dump', 'plan', '--json'], 'conflicting-options', 'dump and --json would each fill'],
  [['plan', '-o', 'json'], 'option-without-verb', 'Write --json for a document'],
  [['plan', 'apply', '--json', '-o=yaml'], 'conflicting-options', '--json and -o would each fill'],
])('refuses %j', (argv, code, text) => {
  expect(failure(argv).code).toBe(code);
  expect(complaint(argv)).toContain(text);
});

test.each([
  [[], {}, true],
  [['--no-color'], {}, false],
  [[], { NO_COLOR: '1' }, false],
  [[], { NO_COLOR: '' }, true],
])('colours with %j and %j: %s', (argv, env, color) => {
  expect(parse(argv, { HOSTGROUP: './prod.nix', ...env })).toMatchObject({ color });
});

test('needs no hostgroup for the version', () => {
  expect(parse(['--version'], {})).toEqual({ type: 'version' });
});

test.each([[['--help']], [['-h']], [['aply', '-v=6', '--help']]])('helps with %j', (argv) => {
  expect(parse(argv, {}).type).toBe('help');
});

test('no name belongs to two', () => {
  const names = [...OWN_OPTIONS, ...KUBECTL_FLAGS].map(({ name }) => name);
  const all = [...names, ...Object.keys(REFUSED_FLAGS)];
  expect(new Set(all).size).toBe(all.length);
});
