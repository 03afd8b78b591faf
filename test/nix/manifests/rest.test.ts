import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { libraries } from '../../support/libraries.ts';

const lib = join(import.meta.dirname, '../../../lib');

for (const library of libraries) {
  const evaluate = (modules: string, result: string) =>
    evaluateNix(`
      let
        lib = ${library.expression};
        inherit (import ${lib}/evaluators/modules.nix {
          inherit lib; modules = [ ${modules} ]; packages = null; specialArgs = { };
        }) config;
      in
      ${result}
    `);
  const refuse = async (modules: string) => {
    const evaluation = await evaluate(modules, 'config.kubernixos.deployment');
    return evaluation.ok ? 'no error' : evaluation.message;
  };

  describe(`options that nobody declares, ${library.name} library`, () => {
    test.each([
      [
        'lists of several modules, in the order of the modules',
        '{ networking.ports = [ 80 ]; } { networking.ports = lib.mkBefore [ 443 ]; }',
        'config.networking.ports',
        [443, 80],
      ],
      [
        'what another module defines beside it',
        '{ networking.hostName = "web"; } ({ config, ... }: { networking.fqdn = "${config.networking.hostName}.example.com"; })',
        'config.networking.fqdn',
        'web.example.com',
      ],
      [
        'a condition on what is defined beside it',
        '{ services.a.enable = true; } ({ config, ... }: lib.mkIf config.services.a.enable { services = lib.mkMerge [ { b.port = 1; } { c = 2; } ]; })',
        'config.services',
        { a: { enable: true }, b: { port: 1 }, c: 2 },
      ],
      [
        'the strongest definition, also of a whole set',
        '{ x.a = lib.mkDefault 1; x.b.c = 1; } { x.a = 2; x.b = lib.mkForce { d = 2; }; }',
        'config.x',
        { a: 2, b: { d: 2 } },
      ],
      [
        'properties inside lists',
        '{ x = [ (lib.mkIf false 1) (lib.mkIf true 2) ]; }',
        'config.x',
        [2],
      ],
      [
        'packages as one value',
        '{ x = [ { outPath = "/x"; } ]; y.outPath = "/y"; }',
        'config.y',
        '/y',
      ],
      [
        'functions as they are',
        '{ x = { a, b ? 1 }: a; }',
        'builtins.functionArgs config.x',
        { a: false, b: true },
      ],
      [
        'what is next to an option of the user in a set of NixOS',
        '{ options.services.shop.enable = lib.mkEnableOption "the shop"; } { services.nginx.enable = true; services.shop.enable = true; }',
        'config.services',
        { nginx: { enable: true }, shop: { enable: true } },
      ],
      [
        'names of NixOS, however near to one of the user',
        '{ options.boots = lib.mkOption { default = 1; }; } { boot.x = 1; }',
        'config.boot',
        { x: 1 },
      ],
      [
        'short names that are near to others',
        '{ options.api = lib.mkOption { default = 1; }; } { app = 2; }',
        'config.app',
        2,
      ],
    ])('keep %s', async (_, modules, result, value) => {
      expect(await evaluate(modules, result)).toEqual({ ok: true, value });
    });

    test.each([
      ['unequal values', '{ x = 1; } { x = 2; }', ['`x', 'conflicting']],
      [
        'conditions that do not hold',
        '{ _file = "/fleet/a.nix"; x.y = lib.mkIf false 1; }',
        ["`x.y' was accessed but has no value", '/fleet/a.nix', '--evaluator nixos'],
      ],
    ])('fail where they are read: %s', async (_, modules, phrases) => {
      const evaluation = await evaluate(modules, 'config.x');
      const message = evaluation.ok ? 'no error' : evaluation.message;
      for (const phrase of phrases) expect(message).toContain(phrase);
      expect(await evaluate(modules, 'config.kubernixos.deployment')).toMatchObject({ ok: true });
    });

    const shop =
      '{ options.shop = { enable = lib.mkEnableOption "it"; web.port = lib.mkOption { }; }; }';
    test.each([
      ['shop.enabel', "Did you mean `shop.enable'?", `${shop} { shop.enabel = true; }`],
      [
        'shop.web.prot',
        "Did you mean `shop.web.port'?",
        `${shop} { shop = lib.mkIf false { web.prot = 1; }; }`,
      ],
      [
        'shop.color',
        "Write `options.shop.color = lib.mkOption { … };'",
        `${shop} { shop.color = 1; }`,
      ],
      ['shpo', "Did you mean `shop'?", `${shop} { shpo.enable = true; }`],
      [
        'services.shop.enabled',
        "Did you mean `services.shop.enable'?",
        '{ options.services.shop.enable = lib.mkEnableOption "it"; } { services.shop.enabled = true; }',
      ],
      ['assertons', "Did you mean `assertions'?", '{ assertons = [ { assertion = false; } ]; }'],
      ['asertions', "Did you mean `assertions'?", '{ asertions = [ ]; }'],
      ['warning', "Did you mean `warnings'?", '{ warning = [ ]; }'],
      ['KuberNixos', "Did you mean `kubernixos'?", '{ KuberNixos.manifests = { }; }'],
      ['fieldManagers', "Did you mean `kubernixos.fieldManagers'?", '{ fieldManagers = [ ]; }'],
      [
        'apiVersion',
        'this is a manifest, not a module',
        '{ apiVersion = "v1"; kind = "Namespace"; }',
      ],
      ['network', 'a hostgroup is not a module', '{ network.modules = [ ]; }'],
      ['modules', 'Write `imports', '{ modules = [ ]; }'],
      [
        'outPath',
        'a source tree or a package is not a module',
        '{ imports = [ { outPath = "/x"; } ]; }',
      ],
      ['import', "Did you mean `imports'?", '{ import = [ ./shop.nix ]; }'],
      ['confg', "Did you mean `config'?", '{ confg.kubernixos.manifests = { }; }'],
      [
        'imports',
        "Write `imports' beside `config', not in it",
        '{ config.imports = [ ./shop.nix ]; }',
      ],
      ['config', 'a module has one `config', '{ config.config.kubernixos.manifests = { }; }'],
      ['shop._type', 'Write lib.mkOrder', `${shop} { shop = lib.mkBefore { enable = true; }; }`],
    ])('are refused where they are a mistake: %s', async (option, hint, modules) => {
      const message = await refuse(`{ _file = "/fleet/a.nix"; imports = [ ${modules} ]; }`);
      expect(message).toContain(`The option \`${option}' does not exist. Definition values:`);
      expect(message).toContain("- In `/fleet/a.nix'");
      expect(message).toContain(hint);
    });
  });
}
