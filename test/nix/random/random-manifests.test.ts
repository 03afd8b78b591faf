import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  conditional,
  modulesOf,
  plain,
  setOf,
  show,
  withAnyProperties,
  type Definition,
  type Modules,
} from './definitions.ts';
import { expectedManifests } from './manifest-oracle.ts';
import { expectMixture, samplesOf, seed, testSamples, unordered, type Outcome } from './random.ts';

/** Mostly the same, so that most definitions go together. */
const leaf = plain(fc.constantFrom<(string | number | null)[]>(1, 1, 1, 1, 1, 'a', null));

/** Never the same twice: equal items of a list may become one. */
const unique = plain(fc.integer({ min: 0, max: 1_000_000_000 }));

const data = setOf({ x: withAnyProperties(leaf), y: withAnyProperties(leaf) });

function container(name: string): fc.Arbitrary<Definition> {
  return withAnyProperties(
    setOf({ image: withAnyProperties(leaf), args: withAnyProperties(listOf(unique)), data }).map(
      (fields): Definition =>
        'set' in fields ? { set: { ...fields.set, name: { plain: name } } } : fields,
    ),
    { merges: false },
  );
}

const containers = fc
  .subarray(['a', 'b', 'c'])
  .chain((names) => fc.tuple(...names.map(container)))
  .map((list): Definition => ({ list }));

function listOf(items: fc.Arbitrary<Definition>): fc.Arbitrary<Definition> {
  return fc
    .array(withAnyProperties(items, { merges: false }), { maxLength: 3 })
    .map((list) => ({ list }));
}

const manifest = setOf({
  x: withAnyProperties(leaf),
  data: withAnyProperties(data),
  containers: withAnyProperties(containers),
  args: withAnyProperties(listOf(unique)),
});

/** A manifest as an item of a list, unlike every other. */
const item = fc.record({ name: unique, x: leaf }).map(({ name, x }): Definition => ({
  set: {
    apiVersion: { plain: 'v1' },
    kind: { plain: 'ConfigMap' },
    metadata: { set: { name: toText(name) } },
    x,
  },
}));

function toText(definition: Definition): Definition {
  return 'plain' in definition ? { plain: `n${String(definition.plain)}` } : definition;
}

const samples: fc.Arbitrary<Modules> = modulesOf(
  conditional(
    fc.oneof(
      {
        weight: 4,
        arbitrary: setOf({ a: withAnyProperties(manifest), b: withAnyProperties(manifest) }),
      },
      { weight: 1, arbitrary: listOf(item) },
    ),
  ),
);

/** How a sample comes out otherwise than its definitions say, in some order of the modules. */
function wrong({ modules }: Modules, outcomes: readonly Readonly<Record<string, Outcome>>[]) {
  const definitions = modules.map(({ config }) => config);
  const wanted = JSON.stringify(unordered(expectedManifests(definitions)));
  return outcomes
    .map((outcome) => JSON.stringify(unordered(outcome)))
    .filter((actual) => actual !== wanted)
    .map((actual) => [...definitions.map(show), `wanted ${wanted}`, `is ${actual}`].join('\n'));
}

describe(`random manifests (KUBERNIXOS_TEST_SEED=${String(seed)})`, () => {
  testSamples('manifests.nix', samples, wrong);

  test('are neither all alike nor all wrong', () => {
    const outcomes = samplesOf(samples, 0)
      .map(({ modules }) => expectedManifests(modules.map(({ config }) => config)))
      .flatMap((manifests) => Object.values(manifests));
    expectMixture(outcomes);
  });
});
