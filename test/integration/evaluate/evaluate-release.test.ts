import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNix } from '../../../src/adapters/nix.ts';
import { evaluateRelease } from '../../../src/evaluate/evaluate-release.ts';
import { printJson } from '../../../src/model/exact-json.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Release } from '../../../src/model/release.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'evaluate-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const WEB = `
  kubernixos.manifests.web = {
    apiVersion = "v1";
    kind = "ConfigMap";
    metadata = { name = "web"; namespace = "shop"; };
  };
`;

interface Setup {
  readonly env?: NodeJS.ProcessEnv;
  readonly showTrace?: boolean;
  readonly told?: string[];
}

/** Evaluates a hostgroup with one module, `web.nix`. */
async function evaluate(module: string, setup: Setup = {}): Promise<Release> {
  const file = join(directory, 'hostgroup.nix');
  writeFileSync(file, '{ network.modules = [ ./web.nix ]; }');
  writeFileSync(join(directory, 'web.nix'), module);
  return evaluateRelease(
    // No NIX_PATH: with the library that comes along.
    createNix({ env: setup.env ?? { ...process.env, NIX_PATH: '' }, cwd: directory }),
    { source: { type: 'hostgroup', file }, evaluator: null, showTrace: setup.showTrace ?? false },
    new AbortController().signal,
    (line) => setup.told?.push(line),
  );
}

async function failure(module: string, setup: Setup = {}): Promise<Failure> {
  const caught: unknown = await evaluate(module, setup).catch((error: unknown) => error);
  if (caught instanceof Failure) return caught;
  throw new Error('no failure', { cause: caught });
}

/** The failure's message, with the directory of the test left out. */
async function message(module: string, setup: Setup = {}): Promise<string> {
  return (await failure(module, setup)).message.replaceAll(`${directory}/`, '');
}

test('evaluates a hostgroup', async () => {
  const release = await evaluate(`{ ${WEB} kubernixos.deployment = "shop"; }`);
  expect(release.checksum).toMatch(/^[0-9a-f]{62}$/);
  expect(release).toMatchObject({
    manifests: [
      {
        option: 'kubernixos.manifests.web',
        kind: 'ConfigMap',
        name: 'web',
        namespace: 'shop',
        labels: { kubernixos: release.checksum },
        object: { metadata: { annotations: { 'kubernixos/owner': 'shop:/ConfigMap/shop/web' } } },
      },
    ],
    settings: { deployment: 'shop', server: null },
    evaluation: { evaluator: 'modules', library: { name: 'embedded' } },
  });
});

test('evaluates expressions, with paths from the directory of the user', async () => {
  writeFileSync(join(directory, 'web.nix'), `{ ${WEB} }`);
  const release = await evaluateRelease(
    createNix({ env: { ...process.env, NIX_PATH: '' }, cwd: directory }),
    {
      source: { type: 'expressions', packages: null, modules: '[ ./web.nix ]' },
      evaluator: 'modules',
      showTrace: false,
    },
    new AbortController().signal,
    () => undefined,
  );
  expect(release.manifests.map(({ name }) => name)).toEqual(['web']);
});

describe('values', () => {
  /** The data of a manifest, as it is printed for kubectl. */
  async function printed(value: string): Promise<string> {
    const { manifests } = await evaluate(`{ ${WEB} kubernixos.manifests.web.data = ${value}; }`);
    return printJson(manifests[0]?.object['data'] ?? null);
  }

  test.each([
    ['9223372036854775807', '9223372036854775807'],
    ['(-9223372036854775807)', '-9223372036854775807'],
    ['3.14159265358979', '3.14159265358979'],
    ['0.1', '0.1'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ['1.0e-300', '1e-300'],
    ['{ outPath = "x"; __toString = "y"; }', '{"__toString":"y","outPath":"x"}'],
    ['{ _type = "if"; __kubernixos = [ ]; }', '{"__kubernixos":[],"_type":"if"}'],
    ['{ __proto__ = { a = 9223372036854775807; }; }', '{"__proto__":{"a":9223372036854775807}}'],
    ['"é😀 \\n\\t \\${x} \\" \\\\"', '"é😀 \\n\\t ${x} \\" \\\\"'],
  ])('carries %s unchanged', async (nix, json) => {
    expect(await printed(`{ a = ${nix}; }`)).toBe(`{"a":${json}}`);
  });

  test.each([
    ['a function', 'x: x', /data\.a \(in web\.nix\) is a function/],
    ['a path', './web.nix', /data\.a \(in web\.nix\) is a Nix path/],
    [
      'a derivation',
      'derivation { name = "x"; system = "x"; builder = "x"; }',
      /data\.a \(in web\.nix\) is a derivation/,
    ],
    ['infinity', '1.0e308 * 10', /data\.a \(in web\.nix\) is infinite/],
  ])('refuses %s', async (_, nix, expected) => {
    const module = `{ ${WEB} kubernixos.manifests.web.data.a = ${nix}; }`;
    expect(await message(module)).toMatch(expected);
  });

  test('refuses a text that is no UTF-8', async () => {
    writeFileSync(join(directory, 'latin1.txt'), Buffer.from('caf\xe9', 'latin1'));
    const module = `{ ${WEB} kubernixos.manifests.web.data.menu = builtins.readFile ./latin1.txt; }`;
    expect(await failure(module)).toMatchObject({ code: 'invalid-utf8' });
  });
});

describe('faults of a release', () => {
  test.each([
    ['a syntax error', '{ a = ; }', /^syntax error.* \(web\.nix:1:7\)$/],
    [
      'an undefined variable',
      `{ ${WEB} kubernixos.deployment = nope; }`,
      /^undefined variable 'nope' \(web\.nix:\d+:\d+\)$/,
    ],
    [
      'a misspelt option',
      '{ kubernixos.manifets = { }; }',
      /^the option kubernixos\.manifets does not exist; it is defined in web\.nix$/,
    ],
    [
      'a near miss beside kubernixos',
      '{ kubernixo.manifests = { }; }',
      /^the option kubernixo does not exist; it is defined in web\.nix$/,
    ],
    ['a wrong type', '{ kubernixos.deployment = 1; }', /kubernixos\.deployment.*web\.nix/],
    [
      'a manifest of a wrong type',
      '{ kubernixos.manifests.web = 1; }',
      /kubernixos\.manifests\.web.*web\.nix/,
    ],
    [
      'a transformer that fails',
      `{ ${WEB} kubernixos.transformers = [ (object: object // { x = object.spec.nope; }) ]; }`,
      /^attribute 'spec' missing \(web\.nix:7:\d+\), while kubernixos\.transformers\[0\] of \/?web\.nix changes kubernixos\.manifests\.web$/,
    ],
    [
      'a transformer that returns no JSON',
      `{ ${WEB} kubernixos.transformers = [ (object: object // { x = y: y; }) ]; }`,
      /^kubernixos\.manifests\.web\.x \(in kubernixos\.transformers\[0\] of web\.nix\) is a function; a manifest holds only what JSON can\. Call it with its arguments\.$/,
    ],
    [
      'a transformer that is misspelt',
      `{ ${WEB} kubernixos.transformer = [ ]; }`,
      /^the option kubernixos\.transformer does not exist; it is defined in web\.nix$/,
    ],
    ['a missing file', '{ imports = [ ./nope.nix ]; }', /nope\.nix does not exist/],
    [
      'a missing attribute',
      `{ config, ... }: { ${WEB} kubernixos.server = config.nope.url; }`,
      /^attribute 'nope' missing \(web\.nix:\d+:\d+\)$/,
    ],
    [
      'packages that are not there',
      `{ pkgs, ... }: { ${WEB} kubernixos.manifests.web.data.a = pkgs.hello.name; }`,
      /packages/,
    ],
    [
      'an unknown module argument',
      `{ nope, ... }: { ${WEB} kubernixos.server = nope; }`,
      /module argument nope of web\.nix/,
    ],
    [
      'a conflict',
      `{ imports = [ { kubernixos.manifests.web.kind = "Secret"; } ]; ${WEB} }`,
      /kubernixos\.manifests\.web\.kind/,
    ],
  ])('explains %s', async (_, module, expected) => {
    expect((await message(module)).split('\n')[0]).toMatch(expected);
  });

  test('lists every unfit manifest', async () => {
    const module = `{
      kubernixos.manifests.a = { kind = "ConfigMap"; metadata.name = "a"; };
      kubernixos.manifests.b = { apiVersion = "v1"; metadata.name = "b"; };
      kubernixos.manifests.c = { apiVersion = "v1"; kind = "ConfigMap"; };
      kubernixos.manifests.d = { apiVersion = "v1"; kind = "ConfigMap"; metadata = { name = "d"; labels.kubernixos = "mine"; }; };
    }`;
    const { code, message } = await failure(module);
    expect(code).toBe('release-invalid');
    expect(message.replaceAll(`${directory}/`, '').split('\n')).toEqual([
      '4 errors:',
      '- kubernixos.manifests.a.apiVersion (web.nix:2:7) is missing. Add `apiVersion = "apps/v1";`.',
      '- kubernixos.manifests.b.kind (web.nix:3:7) is missing. Add `kind = "Deployment";`.',
      '- kubernixos.manifests.c.metadata (web.nix:4:7) is missing. Add `metadata.name = "web";`.',
      '- kubernixos.manifests.d.metadata.labels.kubernixos (web.nix:5:98) is already set. It is reserved: kubernixos writes the checksum of the release there. Remove it.',
    ]);
  });

  test('names the line of a list item that has no name', async () => {
    const module = `{ kubernixos.manifests = [
      { kind = "ConfigMap"; }
    ]; }`;
    expect(await message(module)).toContain(
      'kubernixos.manifests[0].metadata (web.nix:2:9) is missing.',
    );
  });

  test('names both definitions of one object, with their lines', async () => {
    const module = `{ ${WEB} kubernixos.manifests.other = { apiVersion = "v1"; kind = "ConfigMap"; metadata = { name = "web"; namespace = "shop"; }; }; }`;
    expect(await message(module)).toMatch(
      /kubernixos\.manifests\.other \(web\.nix:7:2\) and kubernixos\.manifests\.web \(web\.nix:2:3\) are the same object/,
    );
  });

  test.each(['kubernixos.server', 'kubernixos.manifests.web.data.host'])(
    'says that only NixOS computes what %s reads',
    async (option) => {
      const module = `{ config, ... }: { ${WEB} networking.hostName = "web"; ${option} = config.networking.fqdn; }`;
      expect(await failure(module)).toMatchObject({
        message: expect.stringMatching(/^attribute 'fqdn' missing \(.*web\.nix:/) as string,
        hint: expect.stringContaining('--evaluator nixos, with a full nixpkgs') as string,
      });
    },
  );

  test('stops at a failed assertion', async () => {
    const module = `{ ${WEB} kubernixos.assertions = [ { assertion = false; message = "The shop needs a database."; } ]; }`;
    expect(await message(module)).toContain('The shop needs a database.');
  });

  test('explains a manifest that contains its own checksum', async () => {
    const module = `{ config, ... }: { ${WEB} kubernixos.manifests.web.data.a = config.kubernixos.checksum; }`;
    expect(await failure(module)).toMatchObject({
      code: 'infinite-recursion',
      hint: expect.stringContaining('kubernixos.checksum') as string,
    });
  });

  test('shows a trace where it is asked for', async () => {
    const module = `{ ${WEB} kubernixos.server = throw "no server"; }`;
    expect(await message(module)).toBe('no server (in kubernixos.server)');
    expect(await message(module, { showTrace: true })).toMatch(
      /^no server \(in kubernixos\.server\)\n(.*\n)*.*while evaluating the option .kubernixos\.server/,
    );
  });
});

test('tells the warnings of Nix and what is traced, and keeps those of modules', async () => {
  const told: string[] = [];
  const module = `{ lib, ... }: { ${WEB} kubernixos.warnings = [ "old shop" ]; kubernixos.manifests.web.data.a = lib.warn "old way" (builtins.trace "here" "1"); }`;
  const { evaluation } = await evaluate(module, { told });
  expect(told).toEqual(['warning: old way', 'here']);
  expect(evaluation.warnings).toEqual(['old shop']);
});

describe('Nix', () => {
  /** A PATH with nothing on it but a shell's tools and, where given, a nix-instantiate. */
  function pathWith(nix: string | null): NodeJS.ProcessEnv {
    const bin = join(directory, 'bin');
    mkdirSync(bin);
    for (const tool of ['sh', 'sleep', 'rm']) symlinkSync(`/bin/${tool}`, join(bin, tool));
    if (nix !== null) {
      writeFileSync(join(bin, 'nix-instantiate'), `#!/bin/sh\n${nix}\n`);
      chmodSync(join(bin, 'nix-instantiate'), 0o755);
    }
    return { ...process.env, PATH: bin };
  }

  test('is missed where it is missing', async () => {
    expect(await failure(`{ ${WEB} }`, { env: pathWith(null) })).toMatchObject({
      code: 'nix-missing',
      hint: expect.stringContaining('apt-get install nix-bin') as string,
    });
  });

  test.each(['2.3.16', '2.7.0pre20220224_9f0b8a5'])('is refused as version %s', async (version) => {
    const nix = `if [ "$1" = --version ]; then echo "nix-instantiate (Nix) ${version}"; exit 0; fi
      echo "error: unrecognised flag '--log-format'" >&2; exit 1`;
    const [major, minor] = version.split('.');
    expect(await failure(`{ ${WEB} }`, { env: pathWith(nix) })).toMatchObject({
      code: 'nix-too-old',
      message: `Nix ${String(major)}.${String(minor)} is too old: kubernixos needs 2.8 or newer`,
    });
  });

  test.each([
    'nix-instantiate (Nix) 2.34.1',
    'nix-instantiate (Lix, like Nix) 2.93.0',
    'nix-instantiate (Determinate Nix 3.6.2) 2.29.0',
    'what?',
  ])('is not blamed as %s', async (version) => {
    const nix = `if [ "$1" = --version ]; then echo "${version}"; exit 0; fi
        echo "error: bad" >&2; exit 1`;
    expect((await failure(`{ ${WEB} }`, { env: pathWith(nix) })).message).toBe('bad');
  });

  test('may be killed without being believed', async () => {
    const nix = `if [ "$1" = --version ]; then exit 0; fi
      echo '{"format":1}'; kill -KILL $$`;
    expect(await failure(`{ ${WEB} }`, { env: pathWith(nix) })).toMatchObject({
      code: 'nix-failed',
      message: 'nix-instantiate ended with exit code 137 and said nothing',
    });
  });

  test('does without a store that the user may not write', async () => {
    const nix = `case " $* " in *" --store dummy:// "*) echo "error: dummy" >&2;; *) echo "error: real" >&2;; esac; exit 1`;
    const env = { ...pathWith(nix), HOME: directory, NIX_REMOTE: '' };
    const usable = join(directory, 'state');
    mkdirSync(usable);
    // Nothing can be made below a file, not even by root.
    const unusable = join(directory, 'bin', 'nix-instantiate', 'state');
    expect((await failure(`{ ${WEB} }`, { env: { ...env, NIX_STATE_DIR: usable } })).message).toBe(
      'real',
    );
    expect(
      (await failure(`{ ${WEB} }`, { env: { ...env, NIX_STATE_DIR: unusable } })).message,
    ).toBe('dummy');
    const remote = { ...env, NIX_STATE_DIR: unusable, NIX_REMOTE: 'daemon' };
    expect((await failure(`{ ${WEB} }`, { env: remote })).message).toBe('real');
  });
});
