import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { embedded, nixpkgsLib, pinned } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

/**
 * nixpkgs' own tests of its library, run on the embedded one. They are read where NIXPKGS_LIB names
 * a lib that has them; nothing of them is here.
 */

/** What the checks that may fail use, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'gvariant.nix': 'lib.gvariant is a stub',
  'fileset.nix': 'types.fileset is a stub',
  'freeform-deprecated-malicous.nix': 'a deprecated use of types.either, on which Nix 2.8 differs',
};

/** The function tests that may throw, as they are about packages, licences or platforms. */
const PACKAGING =
  /CallPackage|MakeScope|MakeOverridable|Override|Licen|Property|S[Pp][Dd][Xx]|(Free|Redistributable)$|LazyDerivation|DrvAttr|PackagesFromDirectory|PlatformMatch|CrossIndex|ResolveDefaultNix/i;

/** The embedded library, whose \`runTests\` tells of each test whether it holds. */
const TELLING = `${embedded.expression}.extend (_: _: {
  runTests = builtins.mapAttrs (_: test:
    let same = builtins.tryEval (builtins.deepSeq test.expr (test.expr == test.expected)); in
    if !same.success then "throws" else if same.value then "same" else "other");
})`;

const has = (file: string) => nixpkgsLib !== null && existsSync(join(nixpkgsLib, 'tests', file));
let folder = '';

beforeAll(async () => {
  if (nixpkgsLib === null) return;
  const version = await evaluateNix(`${pinned(nixpkgsLib)}.trivial.release`);
  if (!version.ok) throw new Error(version.message);
  // Some checks look for `lib/tests` in messages.
  folder = join(mkdtempSync(join(tmpdir(), 'kubernixos-upstream-')), 'lib');
  cpSync(join(nixpkgsLib, 'tests'), join(folder, 'tests'), { recursive: true });
  writeFileSync(join(folder, 'default.nix'), TELLING);
});

afterAll(() => {
  if (folder !== '') rmSync(dirname(folder), { recursive: true });
});

it.skipIf(!has('modules.sh'))(
  "agrees with nixpkgs' checks of the module system",
  { timeout: 600_000 },
  async () => {
    const checks = readChecks(await run('bash', join(folder, 'tests', 'modules.sh')));
    const unexpected = checks.failed.filter((check) => !isLeftOut(check));
    console.log(
      `nixpkgs' modules.sh: ${String(checks.passed)} checks agree, ${String(unexpected.length)} differ, ` +
        `${String(checks.failed.length - unexpected.length)} are left out`,
    );
    expect(unexpected).toEqual([]);
    expect(checks.passed).toBeGreaterThanOrEqual(389);
  },
);

it.skipIf(!has('misc.nix'))("agrees with nixpkgs' tests of functions", async () => {
  const results = await runFunctionTests();
  const that = (outcome: string) =>
    results.filter(([, is]) => is === outcome).map(([name]) => name);
  console.log(
    `nixpkgs' misc.nix: ${String(that('same').length)} tests agree, ${String(that('other').length)} differ, ` +
      `${String(that('throws').length)} are left out`,
  );
  expect(that('other')).toEqual([]);
  expect(that('throws').filter((name) => !PACKAGING.test(name))).toEqual([]);
  expect(that('same').length).toBeGreaterThanOrEqual(332);
});

/** What each test gives: `same` as expected, another value, or an error that can be caught. */
async function runFunctionTests(): Promise<readonly [name: string, outcome: unknown][]> {
  const result = await evaluateNix(`import ${join(folder, 'tests', 'misc.nix')}`);
  if (!result.ok) throw new Error(result.message);
  if (typeof result.value !== 'object' || result.value === null) throw new Error('no results');
  return Object.entries(result.value);
}

/** `modules.sh` tells of each failed check what it evaluated. */
function readChecks(output: string): { readonly passed: number; readonly failed: string[] } {
  const plain = stripVTControlCharacters(output);
  const [, passed, failed] = /(\d+) Pass\n(\d+) Fail\n/.exec(plain) ?? [];
  if (passed === undefined) throw new Error(`modules.sh did not end:\n${output.slice(-2000)}`);
  const checks = plain.split('TEST FAILED').slice(0, -1);
  if (checks.length !== Number(failed)) throw new Error(`unreadable:\n${output}`);
  return { passed: Number(passed), failed: checks };
}

function isLeftOut(check: string): boolean {
  return Object.keys(LEFT_OUT).some((file) => check.includes(`./${file} `));
}

/** What both streams hold, whatever the exit status: failed checks are counted. */
async function run(command: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return stdout + stderr;
}
