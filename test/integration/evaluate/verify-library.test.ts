import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNix } from '../../../src/adapters/nix.ts';
import { verifyLibrary } from '../../../src/evaluate/verify-library.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Release } from '../../../src/model/release.ts';
import { embedded, nixpkgsLib } from '../../support/libraries.ts';

const root = join(import.meta.dirname, '../../..');
const examples = join(root, 'test/examples');
const hostgroups = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/)hostgroup\.nix$|^clusters\/.*\.nix$/.test(name),
);

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'verify-library-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

interface Verified {
  readonly release: Release;
  readonly told: readonly string[];
}

async function verify(file: string, nixPath = ''): Promise<Verified> {
  const told: string[] = [];
  const release = await verifyLibrary(
    createNix({ env: { ...process.env, NIX_PATH: nixPath }, cwd: directory }),
    { source: { type: 'hostgroup', file }, evaluator: null, showTrace: false },
    new AbortController().signal,
    (line) => told.push(line),
  );
  return { release, told };
}

/** A hostgroup with one ConfigMap, whose library is the embedded one with an overlay. */
function hostgroup(data: string, overlay: string | null): string {
  const file = join(directory, 'hostgroup.nix');
  const lib =
    overlay === null ? '' : `lib = ${embedded.expression}.extend (final: prev: ${overlay});`;
  const module = `({ lib, config, ... }: {
    kubernixos.manifests = {
      a = { apiVersion = "v1"; kind = "ConfigMap"; metadata.name = "a"; data = ${data}; };
      b = { apiVersion = "v1"; kind = "ConfigMap"; metadata.name = "b"; };
    };
  })`;
  writeFileSync(file, `{ network = { ${lib} modules = [ ${module} ]; }; }`);
  return file;
}

async function failure(data: string, overlay: string | null): Promise<Failure> {
  const caught: unknown = await verify(hostgroup(data, overlay)).catch((error: unknown) => error);
  if (caught instanceof Failure) return caught;
  throw new Error('no failure', { cause: caught });
}

test('gives the release where the libraries agree, and says so', async () => {
  const { release, told } = await verify(hostgroup('{ k = lib.toUpper "x"; }', '{ }'));
  expect(release.manifests.map(({ object }) => object['data'])).toEqual([{ k: 'X' }, undefined]);
  expect(told).toEqual(['nixpkgs lib from network.lib and the embedded library agree']);
});

test('names the options in which the libraries disagree, and none of the values', async () => {
  const overlay = '{ toUpper = text: "hunter2"; }';
  const { code, message, hint } = await failure('{ k = lib.toUpper "x"; l = "x"; }', overlay);
  expect(code).toBe('libraries-disagree');
  expect(message).toBe(
    'nixpkgs lib from network.lib and the embedded library give different releases:\n' +
      '- kubernixos.manifests.a.data.k',
  );
  expect(hint).toContain('Nothing was touched');
});

test('names a manifest that one of the libraries loses', async () => {
  const overlay = `{
    evalModules = args: let evaluated = prev.evalModules args; in evaluated // {
      config = evaluated.config // {
        kubernixos = evaluated.config.kubernixos // {
          release = evaluated.config.kubernixos.release // {
            encoded = [ (builtins.head evaluated.config.kubernixos.release.encoded) ];
          };
        };
      };
    };
  }`;
  expect((await failure('{ }', overlay)).message).toMatch(
    /give different releases:\n- kubernixos\.manifests\.b$/,
  );
});

test('tells what the embedded library fails at', async () => {
  const { code, message } = await failure('{ k = lib.shout "x"; }', '{ shout = text: text; }');
  expect(code).toBe('libraries-disagree');
  expect(message).toMatch(
    /^nixpkgs lib from network\.lib gives a release where the embedded library fails: attribute 'shout' missing/,
  );
});

test('tells of a name that the embedded library lacks', async () => {
  const overlay = '{ licenses.mit = "MIT"; }';
  const { message } = await failure('{ k = lib.licenses.mit; }', overlay);
  expect(message).toContain("`lib.licenses.mit'");
});

test('tells what only the embedded library can do', async () => {
  const overlay = '{ toUpper = text: throw "no capitals"; }';
  const { code, message } = await failure('{ k = lib.toUpper "x"; }', overlay);
  expect(code).toBe('libraries-disagree');
  expect(message).toMatch(/^the embedded library gives a release where yours fails: no capitals/);
});

test('explains what both libraries refuse as ever', async () => {
  expect((await failure('{ k = lib.nothing; }', '{ }')).message).toMatch(
    /^attribute 'nothing' missing/,
  );
});

test('fails where there is no second library', async () => {
  const { code, message, hint } = await failure('{ }', null);
  expect(code).toBe('library-unverified');
  expect(message).toContain('there is no library to compare with');
  expect(hint).toContain('nixpkgs=PATH in NIX_PATH');
});

test('fails with the evaluator that has its own library', async () => {
  const file = join(root, 'test/nix/manifests/hostgroups/nixos.nix');
  await expect(verify(file)).rejects.toThrow(/^the evaluator nixos works with its own library/);
});

describe.skipIf(nixpkgsLib === null)("with nixpkgs' library", () => {
  test.each(hostgroups)('the example %s is the same', async (name) => {
    const nixPath = `nixpkgs=${dirname(nixpkgsLib ?? '')}`;
    const { release, told } = await verify(join(examples, name), nixPath);
    expect(release.checksum).toMatch(/^[0-9a-f]{62}$/);
    expect(told.at(-1)).toMatch(/^nixpkgs lib 26\.11\S* from <nixpkgs\/lib> and .* agree$/);
  });
});
