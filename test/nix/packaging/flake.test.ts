import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';

/*
 * With real Nix and a stand-in for nixpkgs (test/support/nixpkgs): nothing is fetched. What this does not
 * show is that nixpkgs' own functions take these arguments.
 */
let workshop: NixWorkshop;
beforeAll(async () => {
  workshop = await createNixWorkshop();
});
afterAll(() => workshop.dispose());

const SYSTEMS = ['aarch64-darwin', 'aarch64-linux', 'x86_64-darwin', 'x86_64-linux'];
const onEverySystem = (outputs: unknown) =>
  Object.fromEntries(SYSTEMS.map((system) => [system, outputs]));

test('has what a flake has, on every system', async () => {
  const shown = await workshop.evaluate(`
    let
      inherit (builtins) mapAttrs;
      names = mapAttrs (_: mapAttrs (_: output: output.name or output.type));
    in
    outputs // {
      apps = names outputs.apps;
      checks = names outputs.checks;
      devShells = names outputs.devShells;
      packages = names outputs.packages;
      lib = builtins.attrNames outputs.lib;
      nixosModules = builtins.attrNames outputs.nixosModules;
      overlays = builtins.attrNames outputs.overlays;
      templates = mapAttrs (_: template: template.description) outputs.templates;
    }
  `);

  const tool = 'kubernixos-0.1.0';
  expect(shown).toEqual({
    apps: onEverySystem({ default: 'app' }),
    checks: onEverySystem({ examples: 'kubernixos-examples', package: tool }),
    devShells: onEverySystem({ default: 'kubernixos-development' }),
    lib: ['eval', 'module', 'types'],
    nixosModules: ['default'],
    overlays: ['default'],
    packages: {
      ...onEverySystem({ default: tool, kubernixos: tool }),
      'aarch64-linux': { default: tool, image: 'kubernixos.tar.gz', kubernixos: tool },
      'x86_64-linux': { default: tool, image: 'kubernixos.tar.gz', kubernixos: tool },
    },
    templates: {
      default: 'A hostgroup, a module and a nix-shell for them',
      flake: 'A flake with a configuration, a module and a shell for them',
      hostgroup: 'A hostgroup, a module and a nix-shell for them',
    },
  });
});

test('passes `nix flake check`', async () => {
  const { source, nixpkgs, run } = workshop;
  const override = ['--no-write-lock-file', '--override-input', 'nixpkgs', `path:${nixpkgs}`];

  const result = await run('nix', ['flake', 'check', '--no-build', ...override, `path:${source}`]);

  expect(result).toMatchObject({ exitCode: 0 });
});

test('has a lock file that fits it', async () => {
  const { source, run } = workshop;

  const result = await run('nix', [
    'flake',
    'metadata',
    '--json',
    '--no-update-lock-file',
    `path:${source}`,
  ]);

  expect(result.exitCode).toBe(0);
  expect(JSON.parse(result.stdout)).toMatchObject({
    locks: {
      nodes: { nixpkgs: { locked: { narHash: expect.stringMatching(/^sha256-/) as unknown } } },
    },
  });
});

test('without flakes, the nixpkgs is the one of the lock file', async () => {
  const lock = JSON.parse(await readFile(join(workshop.source, 'flake.lock'), 'utf8')) as {
    readonly nodes: { readonly nixpkgs: { readonly locked: Readonly<Record<string, string>> } };
  };
  const { owner = '', rev = '', narHash = '' } = lock.nodes.nixpkgs.locked;

  const asked = await workshop.evaluate(`
    let fetchTarball = { url, sha256 }: builtins.toFile "nixpkgs.nix" ''_: "\${url} \${sha256}"'';
    in scopedImport { builtins = builtins // { inherit fetchTarball; }; } (source + "/nix/nixpkgs.nix") { }
  `);

  expect(asked).toBe(`https://github.com/${owner}/nixpkgs/archive/${rev}.tar.gz ${narHash}`);
});

describe('its outputs', () => {
  test('the module declares the options', async () => {
    const evaluation = await workshop.evaluate(`(pkgs.lib.evalModules {
        modules = [
          outputs.nixosModules.default
          { options.assertions = pkgs.lib.mkOption { type = pkgs.lib.types.listOf pkgs.lib.types.unspecified; }; }
          { kubernixos.manifests.shop = { apiVersion = "v1"; kind = "Namespace"; metadata.name = "shop"; }; }
        ];
      }).config.kubernixos.eval.manifests`);

    expect(evaluation).toMatchObject([{ kind: 'Namespace', metadata: { name: 'shop' } }]);
  });

  test('the library evaluates modules with the lib of nixpkgs', async () => {
    const evaluation = await workshop.evaluate(
      `(outputs.lib.eval { modules = [ { kubernixos.deployment = "shop"; } ]; }).config.deployment`,
    );

    expect(evaluation).toBe('shop');
  });

  test('the overlay adds the package', async () => {
    const evaluation = await workshop.evaluate(
      `(import nixpkgs { overlays = [ outputs.overlays.default ]; }).kubernixos.name`,
    );

    expect(evaluation).toBe('kubernixos-0.1.0');
  });

  test('the app is the program of the package', async () => {
    const evaluation = await workshop.evaluate(`let inherit (outputs.apps.x86_64-linux) default; in
      default.program == "\${outputs.packages.x86_64-linux.default}/bin/kubernixos"`);

    expect(evaluation).toBe(true);
  });

  test('the shell for development has what the tests need', async () => {
    const names = await workshop.evaluate(
      `map (package: package.name) outputs.devShells.x86_64-linux.default.packages`,
    );

    expect(names).toEqual(['git', 'go', 'kubectl', 'nix-instantiate', 'nodejs']);
  });
});

test.each(['default.nix', 'flake.nix', 'shell.nix'])(
  '%s is no more than a view of nix/',
  async (file) => {
    const lines = (await readFile(join(workshop.source, file), 'utf8')).trimEnd().split('\n');

    expect(lines.length).toBeLessThanOrEqual(20);
  },
);
