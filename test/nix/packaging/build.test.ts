import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';
import type { RunResult } from '../../support/cluster-tools.ts';

/*
 * Builds the package with real Nix, npm and bundler, in the order in which nixpkgs' hooks build, and runs
 * what comes out. Not nixpkgs': its own hooks, its makeWrapper, and fetching npm packages, for which those
 * of the checkout stand in.
 */
let workshop: NixWorkshop;
let tool: string;
beforeAll(async () => {
  workshop = await createNixWorkshop();
  tool = await workshop.build('pkgs.callPackage source { }');
}, 300_000);
afterAll(() => workshop.dispose());

const inTool = (path: string) => join(tool, 'lib/node_modules/kubernixos', path);

/** Runs the built tool where a template lies. */
const runTool = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunResult> =>
  workshop.run(join(tool, 'bin/kubernixos'), args, {
    cwd: join(workshop.source, 'nix/templates/hostgroup'),
    env: { NIX_PATH: 'nothing=/var/empty', ...env },
  });

test('holds the tool, its Nix library and what it needs, and nothing else', async () => {
  expect((await readdir(inTool('.'))).sort()).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'dist', 'lib', 'nixpkgs', 'node_modules']),
  );
  const manifest = JSON.parse(await readFile(inTool('package.json'), 'utf8')) as {
    readonly dependencies: object;
  };
  expect(await readdir(inTool('node_modules'))).toEqual(Object.keys(manifest.dependencies).sort());
});

test('keeps in the store what it runs, and not what built it', async () => {
  const { stdout } = await workshop.run('nix-store', ['--query', '--references', tool]);
  const names = stdout.split('\n').map((path) => path.replace(/^.*\/[a-z0-9]{32}-/, ''));

  expect(names.filter(Boolean).sort()).toEqual([
    'k0sctl',
    'kubectl',
    'kubernixos-0.1.0',
    'nix-instantiate',
    'nodejs',
  ]);
});

test("evaluates hostgroups with the lib of nixpkgs that it carries, not with its tests'", async () => {
  const result = await runTool(['./prod.nix']);

  expect(result.stderr).toMatch(
    /2 manifests, deployment shop \(evaluator modules, nixpkgs lib .* from package\)/,
  );
  expect(await readdir(inTool('nixpkgs/lib'))).not.toContain('tests');
});

test('has completion for every shell that the tool writes it for', async () => {
  const { exitCode } = await runTool(['completion', 'bash']);
  const found = await workshop
    .run('find', ['.', '-type', 'f'], { cwd: join(tool, 'share') })
    .catch(() => null);

  const files = [
    'bash-completion/completions/kubernixos.bash',
    'fish/vendor_completions.d/kubernixos.fish',
    'zsh/site-functions/_kubernixos',
  ];
  for (const file of exitCode === 0 ? files : []) expect(found?.stdout).toContain(`./${file}\n`);
});

test('has a library to verify against', async () => {
  const result = await runTool(['./prod.nix', '--verify-library']);

  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stderr).toContain('and the embedded library agree');
});

describe('PACKAGES', () => {
  const modules = { MODULES: '[ ./modules ]' };

  test('is the nixpkgs of the package without a word of the user', async () => {
    expect((await runTool([], modules)).stderr).toContain('from PACKAGES)');
  });

  test('is what the user says', async () => {
    const result = await runTool([], { ...modules, PACKAGES: '{ lib = throw "mine"; }' });

    expect(result.stderr).toContain('mine');
  });

  test('is none where the user sets it to nothing', async () => {
    expect((await runTool([], { ...modules, PACKAGES: '' })).stderr).toContain('from package)');
  });
});

describe('on PATH', () => {
  /** Where the wrapper finds a program: with `command -v` in the place of the tool. */
  const find = async (program: string, path: string) => {
    const text = await readFile(join(tool, 'bin/kubernixos'), 'utf8');
    const probe = join(workshop.dir, `probe-${program}`);
    await writeFile(probe, text.replace(/^exec .*$/m, `command -v ${program}`));
    return (await workshop.run('/bin/sh', [probe], { env: { PATH: path } })).stdout.trim();
  };

  test.each(['kubectl', 'k0sctl', 'nix-instantiate'])(
    '%s is the user’s, else the package’s',
    async (name) => {
      const mine = join(workshop.dir, 'mine');
      await mkdir(mine, { recursive: true });
      await writeFile(join(mine, name), '#!/bin/sh\n', { mode: 0o755 });

      expect(await find(name, '/nowhere')).toMatch(
        new RegExp(`^${workshop.dir}/nix/store/.*/bin/${name}$`),
      );
      expect(await find(name, mine)).toBe(join(mine, name));
    },
  );
});

test('the check of the flake finds every example to be a release', async () => {
  const result = await workshop.build(`
    pkgs.callPackage (source + "/nix/checks/examples.nix") { kubernixos = pkgs.callPackage source { }; }
  `);

  expect(result).toMatch(/-kubernixos-examples$/);
});

describe('the template', () => {
  const copy = async (name: string) => {
    const target = join(workshop.dir, `my-${name}`);
    await cp(join(workshop.source, 'nix/templates', name), target, { recursive: true });
    return target;
  };

  test('hostgroup is a nix-shell whose command is for its hostgroup', async () => {
    const cwd = await copy('hostgroup');
    const arguments_ = [
      '--arg',
      'kubernixos',
      `(import <nixpkgs> { }).callPackage ${workshop.source} { }`,
    ];

    const result = await workshop.run('nix-shell', [...arguments_, '--run', 'kubernixos dump'], {
      cwd,
    });

    expect(JSON.parse(result.stdout)).toMatchObject({
      items: [{ data: { greeting: 'Good morning' } }, { kind: 'Namespace' }],
    });
  });

  test('flake is a configuration that the tool deploys', async () => {
    const cwd = await copy('flake');
    const text = await readFile(join(cwd, 'flake.nix'), 'utf8');
    const local = text
      .replace('github:OWNER/kubernixos', `path:${workshop.source}`)
      .replace('github:NixOS/nixpkgs/nixos-26.05', `path:${workshop.nixpkgs}`);
    await writeFile(join(cwd, 'flake.nix'), local);
    await workshop.run('nix', ['flake', 'lock', `path:${cwd}`]);

    const result = await runTool(['dump', '--flake', `path:${cwd}#prod`]);

    expect(result.stderr).toContain('from network.lib)');
    expect(JSON.parse(result.stdout)).toMatchObject({
      items: [{ data: { greeting: 'Good morning' } }, { kind: 'Namespace' }],
    });
  });

  test('flake has a shell on every system', async () => {
    const shells = await workshop.evaluate(`
      let
        template = import (source + "/nix/templates/flake/flake.nix");
      in builtins.mapAttrs (_: shells: shells.default.name) (template.outputs { nixpkgs = pkgs; kubernixos = outputs; }).devShells
    `);

    expect(shells).toEqual({
      ...{ 'aarch64-darwin': 'kubernixos', 'aarch64-linux': 'kubernixos' },
      ...{ 'x86_64-darwin': 'kubernixos', 'x86_64-linux': 'kubernixos' },
    });
  });
});
