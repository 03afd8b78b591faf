import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { builtTool } from '../support/cluster-tools.ts';
import { awaitIdle } from './await-idle.ts';
import { writeManyManifests } from './many-manifests.ts';
import { measure, type Measurement } from './measure.ts';
import { printTable } from './print-table.ts';

const COUNTS = [1, 100, 1000, 5000];

const evaluation = resolve(import.meta.dirname, '../../lib/eval.nix');

/** Evaluates so many manifests, of one module and of three that change all; prints a table each. */
export async function benchEvaluate(rounds: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-bench-'));
  try {
    for (const patched of [false, true])
      for (const count of COUNTS) {
        const hostgroup = await writeManyManifests(directory, count, patched);
        await compare(titleOf(count, patched), hostgroup, rounds);
      }
  } finally {
    await rm(directory, { recursive: true });
  }
}

function titleOf(count: number, patched: boolean): string {
  const manifests = count === 1 ? '1 manifest' : `${String(count)} manifests`;
  return `evaluate ${manifests} of ${patched ? 'three modules' : 'one module'}`;
}

/** The embedded library, and the one that NIXPKGS_LIB names. */
function libraries(): readonly (readonly [string, string])[] {
  const real = process.env['NIXPKGS_LIB'] ?? '';
  const embedded = ['embedded library', 'nothing=/var/empty'] as const;
  return real === '' ? [embedded] : [embedded, ['nixpkgs’ library', `nixpkgs=${dirname(real)}`]];
}

async function compare(title: string, hostgroup: string, rounds: number): Promise<void> {
  const contestants = libraries().flatMap(([library, nixPath]) => {
    const env = { ...process.env, NIX_PATH: nixPath };
    return [
      [`kubernixos, ${library}`, () => measure(process.execPath, [builtTool, hostgroup], { env })],
      [`nix-instantiate alone, ${library}`, () => evaluateAlone(hostgroup, env)],
    ] as const;
  });
  const results = new Map<string, Measurement[]>();
  for (let round = 0; round < rounds; round++) {
    await awaitIdle();
    for (const [name, run] of contestants)
      results.set(name, [...(results.get(name) ?? []), await run()]);
  }
  printTable(
    title,
    [...results].map(([name, measurements]) => ({ name, measurements })),
  );
}

/** As the tool runs it, whose own memory is measured without it. */
function evaluateAlone(hostgroup: string, env: NodeJS.ProcessEnv): Promise<Measurement> {
  const args = ['--eval', '--strict', '--json', '--read-write-mode', '--show-trace', evaluation];
  return measure('nix-instantiate', [...args, '--argstr', 'hostgroup', hostgroup], { env });
}
