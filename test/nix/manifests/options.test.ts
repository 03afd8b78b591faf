import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { libraries } from '../../support/libraries.ts';

const lib = join(import.meta.dirname, '../../../lib');

for (const library of libraries) {
  describe(`the options, with the ${library.name} library`, () => {
    test('all have a type, a description and an example', async () => {
      const evaluation = await evaluateNix(`
        let
          lib = ${library.expression};
          evaluated = lib.evalModules { modules = [ ${lib}/modules ]; };
          describe = option:
            option ? type && (option.description or "") != "" && option ? example;
        in
        builtins.mapAttrs (_: describe) evaluated.options.kubernixos
      `);
      const names = [
        [
          'annotations',
          'assertions',
          'build',
          'checksum',
          'cluster',
          'clusterState',
          'deployment',
          'eval',
          'fieldManagers',
        ],
        [
          'imageVariables',
          'labels',
          'leaseNamespace',
          'machineDefaults',
          'machines',
          'machineState',
        ],
        ['manifests', 'namespace', 'release', 'schemas'],
        ['scopes', 'server', 'skipSchemas', 'transformers', 'version', 'warnings'],
      ].flat();
      expect(evaluation).toEqual({
        ok: true,
        value: Object.fromEntries(names.map((name) => [name, true])),
      });
    });
  });
}

describe('kubernixos.build', () => {
  const build = (manifest: string) =>
    evaluateNix(`
      (import ${lib}/evaluators/modules.nix {
        lib = import ${lib}/base { };
        specialArgs = { };
        packages.pkgs.writeText = name: text: { inherit name; list = builtins.fromJSON text; };
        modules = [ { kubernixos.manifests.a = ${manifest}; } ];
      }).config.kubernixos.build
    `);

  test('holds the labelled manifests as one List', async () => {
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
    expect(
      await build('{ apiVersion = "v1"; kind = "Namespace"; metadata.name = "a"; }'),
    ).toMatchObject({
      ok: true,
      value: { name: 'kubernixos.json', list: { kind: 'List', items: [manifest] } },
    });
  });

  test.each([
    ['{ kind = "X"; }', 'kubernixos.manifests.a.apiVersion'],
    [
      '{ apiVersion = "v1"; kind = "ConfigMap"; metadata.name = "a"; data.outPath = "x"; }',
      'kubernixos.build cannot write these manifests',
    ],
  ])('refuses %s', async (manifest, phrase) => {
    const message: unknown = expect.stringContaining(phrase);
    expect(await build(manifest)).toMatchObject({ ok: false, message });
  });
});
