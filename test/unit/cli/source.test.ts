import { expect, test } from 'vitest';
import { complaint, failure, request } from './parse.ts';

const prod = { type: 'hostgroup', file: './prod.nix' };
const other = { type: 'hostgroup', file: './other.nix' };
const MODULES = { MODULES: '[ ./web.nix ]' };

test.each([
  ['first argument', ['./prod.nix', 'apply'], {}, prod],
  ['--hostgroup=FILE', ['apply', '--hostgroup=./prod.nix'], {}, prod],
  ['--hostgroup FILE', ['apply', '--hostgroup', './prod.nix'], {}, prod],
  ['HOSTGROUP', ['apply'], { HOSTGROUP: './prod.nix' }, prod],
  ['argument before HOSTGROUP', ['./other.nix'], { HOSTGROUP: './prod.nix' }, other],
  ['option before HOSTGROUP', ['--hostgroup=./other.nix'], { HOSTGROUP: './prod.nix' }, other],
  ['HOSTGROUP before MODULES', [], { HOSTGROUP: './prod.nix', ...MODULES }, prod],
  ['argument before MODULES', ['./prod.nix'], MODULES, prod],
  ['the same hostgroup twice', ['./prod.nix', '--hostgroup=./prod.nix'], {}, prod],
])('reads the hostgroup: %s', (_, argv, env, source) => {
  expect(request(argv, env).source).toEqual(source);
});

test.each([
  ['.#prod', '.', 'prod'],
  ['./fleet?dir=eu#prod', './fleet?dir=eu', 'prod'],
  ['github:acme/fleet', 'github:acme/fleet', 'default'],
  ['#prod', '.', 'prod'],
  ['.#', '.', 'default'],
  ['.#a#b', '.', 'a#b'],
])('reads the flake %s, before what the environment names', (flake, reference, name) => {
  const { source } = request(['apply', `--flake=${flake}`], {
    HOSTGROUP: './prod.nix',
    ...MODULES,
  });
  expect(source).toEqual({ type: 'flake', reference, name });
});

test.each([
  [MODULES, null],
  [{ ...MODULES, HOSTGROUP: ' ', PACKAGES: '' }, null],
  [{ ...MODULES, PACKAGES: '<nixpkgs>' }, '<nixpkgs>'],
])('reads expressions from %j', (env, packages) => {
  expect(request([], env).source).toEqual({ type: 'expressions', packages, ...lower(MODULES) });
});

test.each([
  ['no source', [], {}, 'no hostgroup is given'],
  ['PACKAGES alone', [], { PACKAGES: '<nixpkgs>' }, 'MODULES is not'],
  ['empty MODULES', [], { MODULES: '' }, 'no hostgroup is given'],
  ['a first argument that is no file', ['./gone.nix', 'apply'], MODULES, 'hostgroup ./gone.nix'],
  ['an option that is no file', ['--hostgroup=./gone.nix'], {}, '--hostgroup=./gone.nix'],
  ['a variable that is no file', [], { HOSTGROUP: './gone.nix' }, 'HOSTGROUP=./gone.nix'],
  ['two hostgroups', ['./prod.nix', '--hostgroup=./other.nix'], {}, 'two hostgroups'],
  ['two options', ['--hostgroup=./prod.nix', '--hostgroup=./other.nix'], {}, 'two hostgroups'],
  [
    'a hostgroup and a flake',
    ['./prod.nix', '--flake=.#prod'],
    {},
    './prod.nix and --flake=.#prod',
  ],
  ['an option and a flake', ['--hostgroup=./prod.nix', '--flake=.#prod'], {}, 'two hostgroups'],
  ['an empty flake', ['--flake='], MODULES, '--flake needs a value'],
  ['an empty option', ['--hostgroup='], MODULES, '--hostgroup needs a value'],
])('refuses %s', (_, argv, env, message) => {
  expect(failure(argv, env).message).toContain(message);
});

test('says how to give a hostgroup', () => {
  expect(complaint([], {})).toContain('kubernixos ./prod.nix');
});

function lower({ MODULES: modules }: typeof MODULES) {
  return { modules };
}
