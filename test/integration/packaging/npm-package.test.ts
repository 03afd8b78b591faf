import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../../support/cluster-tools.ts';
import { packTool } from '../../support/npm-tarball.ts';

const manifest = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { readonly scripts: object; readonly man?: unknown };

let dir: string;
let tarball: string;
let files: readonly string[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-tarball-'));
  tarball = await packTool(dir);
  const { stdout } = await runProgram('tar', ['-tzf', tarball]);
  files = stdout
    .split('\n')
    .filter(Boolean)
    .map((file) => file.replace(/^package\//, ''));
}, 180_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

test('holds the program, the Nix library and what people read, and nothing else', () => {
  const kinds = new Set(files.map((file) => file.replace(/\/.*$/, '/')));

  expect([...kinds].filter((kind) => kind !== 'man/').sort()).toEqual([
    ...['LICENSE', 'README.md', 'dist/', 'lib/', 'package.json'],
  ]);
  expect(files).toEqual(
    expect.arrayContaining(['dist/cli.js', 'lib/eval.nix', 'lib/base/default.nix']),
  );
});

test('holds no source maps, types or tests', () => {
  expect(files.filter((file) => /\.(map|ts)$|\btests?\/|\.test\./.test(file))).toEqual([]);
});

test('stays small enough to be fetched without a thought', async () => {
  expect((await stat(tarball)).size).toBeLessThan(1_000_000);
});

test('runs nothing when it is installed', () => {
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    expect(manifest.scripts).not.toHaveProperty(script);
});

test('names its man page, where it has one, as a text: a list stops the build with nixpkgs', () => {
  expect(manifest.man).not.toBeInstanceOf(Array);
});
