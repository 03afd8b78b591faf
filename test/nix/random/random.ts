import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { embedded, type Library, nixpkgs } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

/** Repeats a run that failed. */
export const seed = Number(process.env['KUBERNIXOS_TEST_SEED'] ?? Date.now() % 1_000_000);

/** Evaluations of Nix, and samples in each. */
const runs = process.env['CI'] === undefined ? 2 : 20;
const SAMPLES = 150;

export function samplesOf<T>(arbitrary: fc.Arbitrary<T>, run: number): readonly T[] {
  return fc.sample(arbitrary, { numRuns: SAMPLES, seed: seed + run });
}

/** What an option is; null where it fails. */
export type Outcome = { readonly value: unknown } | null;

/** By sample, by order of its modules, by option. */
type Outcomes = readonly (readonly Readonly<Record<string, Outcome>>[])[];

/** Evaluates samples with a library; `file` is `modules.nix` or `manifests.nix`. */
async function evaluateSamples(
  file: string,
  library: Library,
  samples: readonly unknown[],
): Promise<Outcomes> {
  const directory = mkdtempSync(join(tmpdir(), 'random-'));
  try {
    const json = join(directory, 'samples.json');
    writeFileSync(json, JSON.stringify(samples));
    const result = await evaluateNix(
      `import ${join(import.meta.dirname, file)} {
        lib = ${library.expression};
        samples = builtins.fromJSON (builtins.readFile ${json});
      }`,
    );
    if (!result.ok) throw new Error(`KUBERNIXOS_TEST_SEED=${String(seed)}\n${result.message}`);
    return result.value as Outcomes;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The value with lists and lines sorted: what it holds, whatever the order. */
export function unordered(value: unknown): unknown {
  if (typeof value === 'string') return value.split('\n').sort().join('\n');
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(unordered(item)));
    return items.sort().map((item): unknown => JSON.parse(item));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, unordered(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The fault that is quickest to understand. */
function shortest(texts: readonly string[]): string {
  return texts.toSorted((a, b) => a.length - b.length)[0] ?? '';
}

/** Tests that samples come out as their definitions say, and alike with both libraries. `wrong` tells what does not. */
export function testSamples<T>(
  file: string,
  arbitrary: fc.Arbitrary<T>,
  wrong: (sample: T, outcomes: Outcomes[number]) => readonly string[],
): void {
  test.each(Array.from({ length: runs }, (_, run) => run))(
    'lose no definition, in any order, with any library, run %i',
    async (run) => {
      const drawn = samplesOf(arbitrary, run);
      const ours = await evaluateSamples(file, embedded, drawn);
      const faults = drawn.flatMap((sample, index) => wrong(sample, ours[index] ?? []));
      expect(shortest(faults)).toBe('');
      if (nixpkgs === null) return;
      const theirs = await evaluateSamples(file, nixpkgs, drawn);
      const unequal = drawn.filter(
        (_, index) => JSON.stringify(ours[index]) !== JSON.stringify(theirs[index]),
      );
      expect(unequal.slice(0, 1)).toEqual([]);
    },
  );
}

/** So that neither an oracle that always fails nor one that never does goes unnoticed. */
export function expectMixture(outcomes: readonly unknown[]): void {
  const held = outcomes.filter((outcome) => outcome !== null).length;
  expect(held / outcomes.length).toBeGreaterThan(0.4);
  expect(held / outcomes.length).toBeLessThan(0.99);
}
