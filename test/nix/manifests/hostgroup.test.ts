import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';

const entry = join(import.meta.dirname, '../../../lib/eval.nix');
const stored = join(import.meta.dirname, 'hostgroups');
const directory = mkdtempSync(join(tmpdir(), 'hostgroup-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const evaluate = (hostgroup: string) =>
  evaluateNix(`{ hostgroup }: import ${entry} { inherit hostgroup; }`, {
    args: ['--argstr', 'hostgroup', hostgroup],
  });

const shop = '{ kubernixos.deployment = "shop"; }';

describe('a hostgroup is refused with the way out', () => {
  test.each([
    [
      'a misspelt network',
      '{ netwrok.modules = [ ]; }',
      'Did you mean `network` where `netwrok` is written?',
    ],
    [
      'misspelt modules',
      '{ network.moduels = [ ]; }',
      'Did you mean `modules` where `moduels` is written?',
    ],
    [
      'misspelt arguments',
      '{ network = { modules = [ ]; specialargs = { }; }; }',
      'Did you mean `specialArgs` where `specialargs` is written?',
    ],
    [
      'a misspelt evaluator',
      '{ network = { modules = [ ]; evalutor = "nixos"; }; }',
      'Did you mean `evaluator` where `evalutor` is written?',
    ],
    [
      'arguments that are no set',
      '{ network = { modules = [ ]; specialArgs = 1; }; }',
      'has an integer as `specialArgs`, not an attribute set. Write `specialArgs = { region = "eu"; };`',
    ],
    [
      'a module',
      shop,
      'It looks like a module. Name it in a hostgroup: `{ network.modules = [ ./it.nix ]; }`',
    ],
    [
      'a module with arguments',
      `{ config, ... }: ${shop}`,
      'it.nix is a function, not an attribute set. A module is named in a hostgroup, `{ network.modules = [ ./it.nix ]; }`',
    ],
    [
      'a hostgroup with arguments',
      '{ pkgs ? null }: { network.modules = [ ]; }',
      'a hostgroup has no arguments: write `let pkgs = import <nixpkgs> { }; in { network = …; }`',
    ],
    [
      'an unknown evaluator',
      '{ network = { modules = [ ]; evaluator = "nix"; }; }',
      '/it.nix is "nix". Write "nixos" or "modules".',
    ],
    [
      'a library in quotes',
      '{ network = { modules = [ ]; lib = "lib"; }; }',
      'network.lib is the string "lib", not a path',
    ],
    [
      'a library that is not there',
      '{ network = { modules = [ ]; lib = ./gone; }; }',
      'network.lib is a path that does not exist, /',
    ],
    [
      'packages in quotes',
      '{ network = { modules = [ ]; pkgs = "nixpkgs"; }; }',
      'network.pkgs is the string "nixpkgs", not a path',
    ],
    [
      'a list',
      '[ ./shop.nix ]',
      'is a list, not an attribute set. Write `{ network.modules = [ … ]; }`',
    ],
    ['a text', '"shop"', 'is a string, not an attribute set. Write `{ network'],
    [
      'a network that is a list',
      '{ network = [ ./shop.nix ]; }',
      'is a list, not an attribute set. Write `{ pkgs = import <nixpkgs> { }; modules = [ ./shop.nix ]; }`',
    ],
    [
      'modules that are one path',
      '{ network.modules = ./web.nix; }',
      'has a Nix path as `modules`, not a list. Write `modules = [ ./web.nix ];`',
    ],
    [
      'a module in quotes',
      '{ network.modules = [ "./web.nix" ]; }',
      'Module 0 of the hostgroup /',
      'is the string "./web.nix", not a path. Write a path: `./web.nix`.',
    ],
    [
      'a module above in quotes',
      '{ network.modules = [ "../web.nix" ]; }',
      'Write a path: `../web.nix`.',
    ],
    [
      'a module in quotes without a dot',
      '{ network.modules = [ "web.nix" ]; }',
      'Write a path: `./web.nix`.',
    ],
    [
      'a name that no path literal can hold',
      String.raw`{ network.modules = [ "a \${b}.nix" ]; }`,
      'Write a path: `(./. + "/a \\${b}.nix")`.',
    ],
    [
      'a number in a list in the list',
      '{ network.modules = [ { } [ [ 1 ] ] ]; }',
      'Module 1.0.0 of the hostgroup /',
      'is an integer, not a module',
    ],
    [
      'a source tree',
      '{ network.modules = [ { outPath = "/x"; } ]; }',
      'is a source tree, a flake or a package, not a module. Write the path of a module in it',
    ],
    [
      'a file that is not there',
      '{ network.modules = [ [ ./gone.nix ] ]; }',
      'Module 0.0 of the hostgroup /',
      'does not exist: /',
      'gone.nix. Correct its path, or remove it.',
    ],
    [
      'a text that names no file',
      '{ network.modules = [ "/gone.nix" ]; }',
      'does not exist: /gone.nix',
    ],
  ])('%s', async (_, text, ...phrases) => {
    const file = join(directory, 'it.nix');
    writeFileSync(file, text);
    const evaluation = await evaluate(file);
    const message = evaluation.ok ? 'no error' : evaluation.message;
    for (const phrase of phrases) expect(message).toContain(phrase);
  });
});

describe('modules', () => {
  test('may be paths, texts, sets, functions, and lists of those', async () => {
    const file = join(directory, 'forms.nix');
    const manifest = (name: string) =>
      `kubernixos.manifests.${name} = { apiVersion = "v1"; kind = "Namespace"; metadata.name = "${name}"; };`;
    for (const name of ['path', 'text']) {
      writeFileSync(join(directory, `${name}.nix`), `{ ${manifest(name)} }`);
    }
    writeFileSync(
      file,
      `{ network.modules = [ ./path.nix [ (toString ./text.nix) [ { ${manifest('set')} } ] ] (_: { ${manifest('function')} }) [ ] ]; }`,
    );
    expect(await evaluate(file)).toMatchObject({
      value: {
        manifests: ['function', 'path', 'set', 'text'].map((name) => ({
          manifest: { metadata: { name } },
        })),
      },
    });
  });

  test.each([
    ['my shop.nix'],
    [`it's "shop".nix`],
    ['$HOME ${shop}.nix'],
    ['läden & so.nix'],
    ['-x.nix'],
  ])('and hostgroups may be called %s', async (name) => {
    const inner = join(directory, 'a folder $(x) "quoted"');
    mkdirSync(inner, { recursive: true });
    const file = join(inner, name);
    const quoted = JSON.stringify(`/module ${name}`).replaceAll('${', '\\${');
    writeFileSync(
      join(inner, `module ${name}`),
      '{ hostgroup, ... }: { kubernixos.version = hostgroup; }',
    );
    writeFileSync(file, `{ network.modules = [ (./. + ${quoted}) ]; }`);
    expect(await evaluate(file)).toMatchObject({
      value: { settings: { version: name.slice(0, -'.nix'.length) } },
    });
  });
});

describe('the module argument hostgroup', () => {
  test.each([
    ['prod.eu.nix', 'prod.eu'],
    ['named/default.nix', 'named'],
    ['named', 'named'],
    ['own-name.nix', 'mine'],
  ])('of %s is %s', async (file, deployment) => {
    expect(await evaluate(join(stored, file))).toMatchObject({
      value: { settings: { deployment } },
    });
  });

  test('is null where there is no hostgroup', async () => {
    const module = '{ hostgroup, ... }: { kubernixos.server = hostgroup; }';
    expect(await evaluateNix(`import ${entry} { modules = [ (${module}) ]; }`)).toMatchObject({
      value: { settings: { server: null } },
    });
  });
});
