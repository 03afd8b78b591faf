import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absoluteFlake } from '../../../src/adapters/absolute-flake.ts';
import { createNix } from '../../../src/adapters/nix.ts';
import { evaluateRelease } from '../../../src/evaluate/evaluate-release.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Release } from '../../../src/model/release.ts';

let directory = '';
let told: string[] = [];
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'flake-')));
  told = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const FLAKE = `{
  outputs = _: {
    kubernixosConfigurations.prod = {
      specialArgs.region = "eu";
      modules = [ ./web.nix ];
    };
  };
}`;

const WEB = `{ hostgroup, region, ... }: {
  kubernixos.deployment = hostgroup;
  kubernixos.manifests.web = { apiVersion = "v1"; kind = "Namespace"; metadata.name = region; };
}`;

function write(files: Readonly<Record<string, string>>, folder = directory): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

async function git(...args: string[]): Promise<void> {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  await execa('git', [...identity, '-c', 'init.defaultBranch=main', ...args], { cwd: directory });
}

async function evaluate(reference: string, name = 'prod', env = {}): Promise<Release> {
  return evaluateRelease(
    createNix({ env: { ...process.env, NIX_PATH: '', ...env }, cwd: directory }),
    {
      source: { type: 'flake', reference: absoluteFlake(reference, directory), name },
      evaluator: null,
      showTrace: false,
    },
    new AbortController().signal,
    (line) => told.push(line),
  );
}

async function complaint(reference: string, name?: string, env = {}): Promise<string> {
  const caught: unknown = await evaluate(reference, name, env).catch((error: unknown) => error);
  if (!(caught instanceof Failure)) throw new Error('no failure', { cause: caught });
  return `${caught.message}\n${caught.hint ?? ''}`.replaceAll(directory, 'DIR');
}

const PROD = { settings: { deployment: 'prod' }, manifests: [{ name: 'eu' }] };

test('evaluates a folder, and says that its source enters the store', async () => {
  write({ 'flake.nix': FLAKE, 'web.nix': WEB });
  expect(await evaluate('.')).toMatchObject(PROD);
  expect(told).toContain(
    'the source of the flake enters the Nix store, where every user of this machine can read it',
  );
});

test('evaluates what Git tracks, committed or not, from any folder of the repository', async () => {
  const folder = join(directory, 'my fleet');
  write({ 'flake.nix': FLAKE, 'web.nix': WEB }, folder);
  await git('init', '-q');
  await git('commit', '-q', '--allow-empty', '-m', 'first');
  await git('add', '.');
  expect(await evaluate('./my fleet')).toMatchObject(PROD);
  expect(await evaluate('.?dir=my%20fleet')).toMatchObject(PROD);
  await git('commit', '-q', '-m', 'second');
  expect(await evaluate('./my fleet')).toMatchObject(PROD);
});

describe('explains', () => {
  test.each([
    [
      'no configuration of the name',
      FLAKE,
      'prdo',
      "The flake path:DIR has no `kubernixosConfigurations.prdo`. Did you mean --flake 'path:DIR#prod'?",
    ],
    ['no name', FLAKE, 'default', 'It has prod: write one of them after the `#`.'],
    [
      'no output',
      '{ outputs = _: { }; }',
      'prod',
      'has no output `kubernixosConfigurations`. Write `kubernixosConfigurations.prod = { modules = [ ./shop.nix ]; };` among its outputs.',
    ],
    [
      'no modules',
      '{ outputs = _: { kubernixosConfigurations.prod = { moduels = [ ]; }; }; }',
      'prod',
      'The network of kubernixosConfigurations.prod in the flake path:DIR has no `modules`. Did you mean `modules` where `moduels` is written?',
    ],
    [
      'no set',
      '{ outputs = _: { kubernixosConfigurations = 1; }; }',
      'prod',
      'has an integer as `kubernixosConfigurations`, not an attribute set',
    ],
  ])('%s', async (_, flake, name, expected) => {
    write({ 'flake.nix': flake, 'web.nix': WEB });
    expect(await complaint('.', name)).toContain(expected);
  });

  test('no flake.nix', async () => {
    expect(await complaint('.')).toMatch(/^there is no flake\.nix where --flake points/);
  });

  test('inputs that are not locked', async () => {
    write({ 'flake.nix': '{ outputs = _: { }; }' }, join(directory, 'other'));
    const inputs = `inputs.other.url = "path:${join(directory, 'other')}";`;
    write({ 'flake.nix': FLAKE.replace('{', `{ ${inputs}`), 'web.nix': WEB });
    expect(await complaint('.')).toMatch(
      /^the flake has inputs that its flake\.lock does not hold\nrun `nix flake lock` where/,
    );
  });

  test('a file that Git does not track', async () => {
    write({ 'flake.nix': FLAKE, 'web.nix': WEB });
    await git('init', '-q');
    await git('add', 'flake.nix');
    await git('commit', '-q', '-m', 'first');
    const text = await complaint('.');
    expect(text).toContain('Module 0 of kubernixosConfigurations.prod in the flake git+file://DIR');
    expect(text).toContain('`git add` it: a flake sees only what Git tracks');
  });

  test('a missing git', async () => {
    write({ 'flake.nix': FLAKE, 'web.nix': WEB });
    await git('init', '-q');
    const bin = join(directory, 'bin');
    mkdirSync(bin);
    const { stdout } = await execa('sh', ['-c', 'command -v nix-instantiate']);
    for (const [name, target] of [
      ['nix-instantiate', stdout],
      ['sh', '/bin/sh'],
      ['sleep', '/bin/sleep'],
    ] as const) {
      symlinkSync(target, join(bin, name));
    }
    expect(await complaint('.', 'prod', { PATH: bin })).toMatch(
      /^git is missing, .*\ninstall git; --flake 'path:/,
    );
  });

  test('a missing store', async () => {
    write({ 'flake.nix': FLAKE, 'web.nix': WEB });
    expect(await complaint('.', 'prod', { NIX_REMOTE: 'dummy://' })).toMatch(
      /^this evaluation needs a Nix store.*\n.*--flake$/,
    );
  });
});

describe('a reference', () => {
  test.each([
    ['github:acme/fleet', 'github:acme/fleet'],
    ['fleet', 'fleet'],
    ['git+ssh://example.com/fleet.git?ref=x', 'git+ssh://example.com/fleet.git?ref=x'],
    ['path:/srv/fleet', 'path:/srv/fleet'],
    ['.', 'path:DIR'],
    ['./eu?dir=a', 'path:DIR/eu?dir=a'],
    ['path:./eu', 'path:DIR/eu'],
    ['..', 'path:PARENT'],
  ])('%s is %s', (reference, absolute) => {
    const shown = absoluteFlake(reference, join(directory, 'x')).replaceAll(
      join(directory, 'x'),
      'DIR',
    );
    expect(shown.replaceAll(directory, 'PARENT')).toBe(absolute);
  });

  test.each([
    ['.', 'git+file://DIR?dir=sub%20dir/a'],
    ['..', 'git+file://DIR?dir=sub%20dir'],
    ['../..', 'git+file://DIR'],
    ['git+file:.', 'git+file://DIR?dir=sub%20dir/a'],
    ['.?dir=b&ref=main', 'git+file://DIR?dir=sub%20dir/a/b&ref=main'],
    ['path:.', 'path:DIR/sub%20dir/a'],
  ])('%s in a Git repository is %s', async (reference, absolute) => {
    await git('init', '-q');
    const cwd = join(directory, 'sub dir', 'a');
    expect(absoluteFlake(reference, cwd).replaceAll(directory, 'DIR')).toBe(absolute);
  });
});
