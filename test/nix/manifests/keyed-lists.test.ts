import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';

type Element = Readonly<Record<string, string | number>>;
interface Pair {
  readonly first: readonly Element[];
  readonly second: readonly Element[];
}

const lib = join(import.meta.dirname, '../../../lib');

const small = fc.constantFrom('a', 'b', 'c');
const number = fc.constantFrom(53, 80, 443);
const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');

/** For each list, its key fields, and what its elements say beside them. */
const lists: Readonly<Record<string, fc.Arbitrary<Element>>> = {
  containers: fc.record({ name: small }),
  env: fc.record({ name: small }),
  listeners: fc.record({ name: small }),
  ports: fc.record({ containerPort: number, protocol }, { requiredKeys: ['containerPort'] }),
  subjects: fc.record(
    { kind: small, name: small, namespace: small },
    { requiredKeys: ['kind', 'name'] },
  ),
  volumeDevices: fc.record({ devicePath: small }),
  volumeMounts: fc.record({ mountPath: small }),
};

/** The port's protocol counts where it is left out. */
const identify = (element: Element): string =>
  JSON.stringify(
    Object.entries('containerPort' in element ? { protocol: 'TCP', ...element } : element)
      .filter(([field]) => !field.startsWith('only'))
      .sort(),
  );

function pairs(key: fc.Arbitrary<Element>): fc.Arbitrary<Pair> {
  const unique = (field: string) =>
    fc
      .uniqueArray(key, { selector: identify, maxLength: 4 })
      .map((elements) => elements.map((element) => ({ ...element, [field]: identify(element) })));
  return fc.record({ first: unique('onlyFirst'), second: unique('onlySecond') });
}

test.each(Object.entries(lists))('merging %s loses and repeats nothing', async (field, key) => {
  const samples = fc.sample(pairs(key), { numRuns: 200, seed: 11 });
  const merged = await merge(field, samples);
  expect(merged).toEqual(samples.map(union));
});

/** What must come out: elements of the first list, as the second adds to them, then its own. */
function union({ first, second }: Pair): Element[] {
  const byKey = new Map<string, Element>();
  for (const element of [...first, ...second]) {
    const key = identify(element);
    byKey.set(key, { ...byKey.get(key), ...element });
  }
  return [...byKey.values()];
}

async function merge(field: string, samples: readonly Pair[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'kubernixos-keyed-lists-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'samples.json');
  await writeFile(file, JSON.stringify(samples));
  const evaluation = await evaluateNix(`
    let
      merge = { first, second }:
        (import ${lib}/merge [ "m" ] [
          { file = "first"; value.${field} = first; }
          { file = "second"; value.${field} = second; }
        ]).${field};
    in
    map merge (builtins.fromJSON (builtins.readFile ${file}))
  `);
  if (!evaluation.ok) throw new Error(evaluation.message);
  return evaluation.value;
}
