import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import { VERBS, type DeployRequest } from '../../../src/model/deploy-request.ts';
import { parse } from './parse.ts';

const OWN = [
  ['--yes'],
  ['--adopt=true'],
  ['--evaluator', 'modules'],
  ['--hostgroup=./prod.nix'],
  ['--no-color'],
  ['--allow_partial'],
];

const KUBECTL = [
  ['-n', 'prune'],
  ['-napply'],
  ['--context', 'dump'],
  ['-v=6'],
  ['--dry-run=server'],
  ['--server-side'],
  ['-l', 'app in (a,b)'],
  ['--as-group=x', '--as-group', 'y'],
  ['--token', 'secret'],
  ['--cascade=orphan'],
  ['--field_manager', 'kubernixos'],
  ['--template', ''],
];

/** Anything that may come near the parser, most of it wrong. */
const TOKENS = [
  ...VERBS,
  ...OWN.flat(),
  ...KUBECTL.flat(),
  '--prune',
  '--prune=true',
  '--prune_allowlist=x',
  '-f',
  '-fx',
  '-Rf',
  '-k=dir',
  '--kuberc=x',
  '--all',
  '--cache-dir',
  '--dry-run',
  '--dry-run=f',
  '-',
  '--',
  'aply',
  './prod.nix',
];

const verbs = fc.array(fc.constantFrom(...VERBS), { maxLength: 5 });
const options = fc.array(
  fc.oneof(
    fc.record({ own: fc.constant(true), args: fc.constantFrom(...OWN) }),
    fc.record({ own: fc.constant(false), args: fc.constantFrom(...KUBECTL) }),
  ),
  { maxLength: 8 },
);
const token = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...TOKENS) }, fc.string());
const anything = fc.array(token, { maxLength: 5 });

test('passes on what is not ours, untouched and in order', () => {
  fc.assert(
    fc.property(verbs, options, (words, uses) => {
      const accepted = accept([...words, ...uses.flatMap((use) => use.args)]);
      const passed = uses.filter((use) => !use.own).flatMap((use) => use.args);
      expect(accepted?.kubectl.apply).toEqual(passed);
      expect(accepted?.verbs).toEqual(VERBS.filter((verb) => words.includes(verb)));
    }),
  );
});

test('passes on nothing that prunes or names further input', () => {
  fc.assert(
    fc.property(anything, (argv) => {
      const passed = accept(argv)?.kubectl.apply ?? [];
      expect(passed.filter((argument) => REFUSED.test(argument))).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});

test('passes on a subsequence of what was written', () => {
  fc.assert(
    fc.property(anything, (argv) => {
      const rest = argv.values();
      for (const argument of accept(argv)?.kubectl.apply ?? []) {
        expect(rest.some((written) => written === argument)).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test('takes no verb from after the first option', () => {
  fc.assert(
    fc.property(anything, (argv) => {
      const first = argv.findIndex((argument) => /^-./s.test(argument));
      const before = first < 0 ? argv : argv.slice(0, first);
      for (const verb of accept(argv)?.verbs ?? []) expect(before).toContain(verb);
    }),
    { numRuns: 5000 },
  );
});

const REFUSED = /^(--(prune|applyset|all|filename|kustomize|recursive|kuberc)\b|-[fkR])/;

/** The request, or null where the command line is refused. Any other error is a bug. */
function accept(argv: readonly string[]): DeployRequest | null {
  try {
    const parsed = parse(argv);
    return parsed.type === 'deploy' ? parsed.request : null;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
