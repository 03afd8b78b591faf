import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { libraries } from '../../support/libraries.ts';

const lib = join(import.meta.dirname, '../../../lib');

const NAMESPACE = (name: string) =>
  `{ apiVersion = "v1"; kind = "Namespace"; metadata.name = "${name}"; }`;
const A = `{ kubernixos.manifests.a = ${NAMESPACE('a')}; }`;

/** Ways to write definitions below `kubernixos`; all mean the same where the conditions hold. */
const FORMS: readonly (readonly [string, (definitions: string) => string])[] = [
  ['plainly', (definitions) => `{ kubernixos = ${definitions}; }`],
  ['in config', (definitions) => `{ config.kubernixos = ${definitions}; }`],
  ['with mkIf', (definitions) => `{ kubernixos = lib.mkIf true ${definitions}; }`],
  ['with mkMerge', (definitions) => `{ kubernixos = lib.mkMerge [ ${definitions} ]; }`],
  ['with mkForce', (definitions) => `{ kubernixos = lib.mkForce ${definitions}; }`],
  ['with mkDefault', (definitions) => `{ kubernixos = lib.mkDefault ${definitions}; }`],
  ['with mkIf around all', (definitions) => `lib.mkIf true { kubernixos = ${definitions}; }`],
  ['with mkForce around all', (definitions) => `lib.mkForce { kubernixos = ${definitions}; }`],
  [
    'with several around all',
    (definitions) =>
      `{ config = lib.mkMerge [ (lib.mkIf true (lib.mkForce { kubernixos = ${definitions}; })) ]; }`,
  ],
  ['in an import', (definitions) => `{ imports = [ { kubernixos = ${definitions}; } ]; }`],
];

for (const library of libraries) {
  /** The two evaluators, as functions of a list of modules; both see `lib`. */
  const evaluators = [
    [
      'modules',
      `(import ${lib}/evaluators/modules.nix { inherit lib modules; packages = null; specialArgs = { }; }).config`,
    ],
    [
      'nixos',
      `(import ${lib}/evaluators/nixos.nix {
        inherit lib modules; specialArgs = { };
        packages = { tree = ${import.meta.dirname}/tree; isPackageSet = false; };
      }).config`,
    ],
  ] as const;

  describe.each(evaluators)(
    `the option tree, evaluator %s, ${library.name} library`,
    (evaluator, expression) => {
      const evaluate = (modules: string, result: string) =>
        evaluateNix(`
          let
            lib = ${library.expression};
            modules = [ ${modules} ];
            inherit (${expression}) kubernixos;
          in
          ${result}
        `);
      const names = (modules: string) =>
        evaluate(
          modules,
          '{ inherit (kubernixos) deployment; names = builtins.attrNames kubernixos.manifests; errors = kubernixos.release.errors; }',
        );

      test('refuses an apply, which would not change what is deployed', async () => {
        const module =
          '{ options.kubernixos.manifests = lib.mkOption { apply = builtins.mapAttrs (_: m: m // { data.x = "y"; }); }; }';
        expect(await names(`${A} ${module}`)).toMatchObject({
          ok: false,
          message: expect.stringContaining('kubernixos.transformers') as string,
        });
      });

      test.each(FORMS)('keeps what is defined %s beside another module', async (_, form) => {
        const module = form(`{ deployment = "b"; manifests.b = ${NAMESPACE('b')}; }`);
        const forced = module.includes('mkForce');
        const given = module.includes('mkDefault');
        expect(await names(`${A} (${module})`)).toEqual({
          ok: true,
          value: {
            deployment: 'b',
            // The priority reaches the option `manifests`, and decides about its definitions.
            names: forced ? ['b'] : given ? ['a'] : ['a', 'b'],
            errors: [],
          },
        });
      });

      test.each(FORMS)('loses nothing to a setting %s', async (_, form) => {
        expect(await names(`${A} (${form('{ deployment = "x"; }')})`)).toEqual({
          ok: true,
          value: { deployment: 'x', names: ['a'], errors: [] },
        });
      });

      test.each([
        ...FORMS,
        [
          'under a condition that does not hold',
          (definitions: string) => `{ kubernixos = lib.mkIf false ${definitions}; }`,
        ] as const,
      ])('refuses a typo %s', async (_, form) => {
        const module = `{ _file = "/fleet/b.nix"; imports = [ (${form('{ manifets.b = { }; }')}) ]; }`;
        const evaluation = await names(`${A} ${module}`);
        const message = evaluation.ok ? 'no error' : evaluation.message;
        expect(message).toContain(
          "The option `kubernixos.manifets' does not exist. Definition values:",
        );
        expect(message).toContain("- In `/fleet/b.nix'");
        expect(message).toContain("Did you mean `kubernixos.manifests'");
      });

      test('lets a condition read another option below kubernixos', async () => {
        const module = `({ config, ... }: {
          config = lib.mkIf (config.kubernixos.deployment == "prod") { kubernixos.manifests.b = ${NAMESPACE('b')}; };
        })`;
        expect(await names(`{ kubernixos.deployment = "prod"; } ${module}`)).toMatchObject({
          value: { names: ['b'] },
        });
        expect(await names(module)).toMatchObject({ value: { names: [] } });
      });

      test('takes options of the user, and old names', async () => {
        const modules = `
          { options.kubernixos.tier = lib.mkOption { type = lib.types.str; }; }
          (lib.mkRenamedOptionModule [ "kubernixos" "objects" ] [ "kubernixos" "manifests" ])
          ({ config, ... }: {
            kubernixos.tier = "front";
            kubernixos.objects.b = ${NAMESPACE('b')} // { metadata.name = config.kubernixos.tier; };
          })`;
        expect(await evaluate(modules, 'kubernixos.manifests.b.metadata.name')).toEqual({
          ok: true,
          value: 'front',
        });
      });

      test.each([
        ['lib.mkBefore around options', '{ kubernixos = lib.mkBefore { }; }', 'kubernixos._type'],
        ['lib.mkAfter around all', '{ config = lib.mkAfter { }; }', '_type'],
      ])('refuses %s', async (_, module, option) => {
        const evaluation = await names(`${A} ${module}`);
        expect(evaluation.ok ? '' : evaluation.message).toContain(
          `The option \`${option}' does not exist`,
        );
      });

      const lax = [
        [
          'a free-form type of a module',
          '{ _module.freeformType = lib.mkForce (lib.types.lazyAttrsOf lib.types.anything); }',
          'There is no option kubernixos.manifets.',
        ],
        [
          'unchecked names',
          '{ _module.check = false; }',
          evaluator === 'nixos'
            ? "`_module.check = false' hides misspelt names"
            : "`kubernixos.manifets' does not exist",
        ],
      ] as const;
      test.each(lax)('refuses a typo beside %s', async (_, module, phrase) => {
        const evaluation = await names(`${module} { kubernixos.manifets.b = { }; }`);
        expect(evaluation.ok ? '' : evaluation.message).toContain(phrase);
      });
    },
  );
}
