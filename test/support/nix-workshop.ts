import { cp, mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { nixpkgsLib } from './libraries.ts';
import { runProgram, type RunOptions, type RunResult } from './cluster-tools.ts';

/** A copy of this repository, a stand-in for nixpkgs, and a Nix store of their own. */
export interface NixWorkshop {
  readonly dir: string;
  /** What a checkout has, as far as Nix is concerned with it. */
  readonly source: string;
  /** See test/support/nixpkgs. */
  readonly nixpkgs: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program of Nix; never rejects for a non-zero exit. */
  readonly run: (
    program: string,
    args: readonly string[],
    options?: RunOptions,
  ) => Promise<RunResult>;
  /** Evaluates an expression in which `pkgs`, `outputs` of the flake, `source` and `nixpkgs` are known; throws with Nix' error. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Builds such an expression and gives the store path. */
  readonly build: (expression: string) => Promise<string>;
  readonly dispose: () => Promise<void>;
}

const checkout = resolve(import.meta.dirname, '../..');

/** What flake.nix, default.nix and shell.nix may refer to. */
const SHIPPED = [
  ...[
    'LICENSE',
    'README.md',
    'default.nix',
    'flake.lock',
    'flake.nix',
    'image/entry.sh',
    'lib',
    'man',
    'nix',
  ],
  ...[
    'package-lock.json',
    'package.json',
    'rolldown.config.js',
    'shell.nix',
    'src',
    'test/examples',
  ],
  ...['tsconfig.json'],
];

export async function createNixWorkshop(): Promise<NixWorkshop> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'kubernixos-workshop-')));
  const [source, nixpkgs] = [join(dir, 'source'), join(dir, 'nixpkgs')];
  await copyCheckout(source);
  await makeNixpkgs(nixpkgs);
  const env = environment(dir, nixpkgs);
  const run: NixWorkshop['run'] = (program, args, options = {}) =>
    runProgram(program, args, { timeout: 300_000, ...options, env: { ...env, ...options.env } });
  const nix = async (program: string, args: readonly string[], expression: string) => {
    const scope = `let
      source = ${source};
      nixpkgs = ${nixpkgs};
      pkgs = import nixpkgs { };
      outputs = import (source + "/nix/outputs.nix") { nixpkgs = (import (nixpkgs + "/flake.nix")).outputs { }; };
    in`;
    const result = await run(program, [...args, '-E', `${scope} ${expression}`]);
    if (result.exitCode !== 0) throw new Error(result.stderr);
    return result.stdout.trim();
  };
  return {
    ...{ dir, source, nixpkgs, env, run },
    evaluate: async (expression) =>
      JSON.parse(
        await nix(
          'nix-instantiate',
          ['--eval', '--strict', '--json', '--read-write-mode'],
          expression,
        ),
      ) as unknown,
    build: (expression) => nix('nix-build', ['--no-out-link'], expression),
    dispose: () => remove(dir),
  };
}

async function copyCheckout(target: string): Promise<void> {
  for (const name of SHIPPED) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    await cp(join(checkout, name), join(target, name), { recursive: true }).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error;
}

/** With nixpkgs' own library where there is one. */
async function makeNixpkgs(target: string): Promise<void> {
  await cp(join(import.meta.dirname, 'nixpkgs'), target, { recursive: true });
  if (nixpkgsLib !== null) {
    await cp(nixpkgsLib, join(target, 'lib'), { recursive: true });
    return;
  }
  await cp(join(checkout, 'lib/base'), join(target, 'lib/base'), { recursive: true });
  await rename(join(target, 'library.nix'), join(target, 'lib/default.nix'));
}

/** Any user can build in a store of their own, without a daemon and without a sandbox. */
function environment(dir: string, nixpkgs: string): Readonly<Record<string, string>> {
  return {
    HOME: join(dir, 'home'),
    NIX_BUILD_SHELL: 'bash',
    NIX_CONFIG: [
      ...['build-users-group =', 'sandbox = false', 'substitute = false'],
      'experimental-features = nix-command flakes',
    ].join('\n'),
    NIX_LOG_DIR: join(dir, 'nix/log'),
    NIX_PATH: `nixpkgs=${nixpkgs}`,
    NIX_REMOTE: 'local',
    NIX_STATE_DIR: join(dir, 'nix/state'),
    NIX_STORE_DIR: join(dir, 'nix/store'),
    HOST_PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    NODE_MODULES: join(checkout, 'node_modules'),
  };
}

/** A Nix store is read-only. */
async function remove(dir: string): Promise<void> {
  await runProgram('chmod', ['-R', 'u+w', dir]);
  await rm(dir, { recursive: true, force: true });
}
