import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  conditional,
  modulesOf,
  plain,
  setOf,
  withProperties,
  show,
  showType,
  type Definition,
  type Modules,
  type Type,
} from './definitions.ts';
import { expectedOption } from './oracle.ts';
import { expectMixture, samplesOf, seed, testSamples, unordered, type Outcome } from './random.ts';

type Options = Readonly<Record<string, Type>>;

interface Sample extends Modules {
  readonly options: Options;
  /** The same options, declared by one module each. */
  readonly declarations: readonly Options[];
}

const NAMES = ['a', 'b', 'c'];

const simple: fc.Arbitrary<Type> = fc
  .constantFrom(...(['int', 'bool', 'str', 'lines', 'either', 'enum', 'anything'] as const))
  .map((name) => ({ name }));

/** Types with others inside them, up to a depth. */
function types(depth: number): fc.Arbitrary<Type> {
  if (depth === 0) return simple;
  const inner = types(depth - 1);
  return fc.oneof(
    { weight: 1, arbitrary: simple },
    { weight: 1, arbitrary: simple.map((of): Type => ({ name: 'nullOr', of })) },
    {
      weight: 3,
      arbitrary: fc.record({
        name: fc.constantFrom('listOf' as const, 'attrsOf' as const),
        of: inner,
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .dictionary(fc.constantFrom(...NAMES), inner, {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        })
        .map((options): Type => ({ name: 'submodule', options })),
    },
  );
}

function values(type: Type): fc.Arbitrary<Definition> {
  switch (type.name) {
    case 'int':
      return plain(fc.constantFrom(1, 1, 1, 2));
    case 'bool':
      return plain(fc.constantFrom(true, true, true, false));
    case 'str':
    case 'enum':
      return plain(fc.constantFrom('a', 'a', 'a', 'b'));
    case 'lines':
      return plain(fc.integer({ min: 0, max: 99 }).map((number) => `line ${String(number)}`));
    case 'either':
      return plain(fc.constantFrom(1, 1, 'a'));
    case 'anything':
      return setOf(Object.fromEntries(NAMES.map((name) => [name, withProperties(leaf)])));
    case 'nullOr':
      return fc.oneof(
        { weight: 3, arbitrary: values(type.of) },
        { weight: 1, arbitrary: plain(fc.constant(null)) },
      );
    case 'listOf':
      return fc.array(around(type.of), { maxLength: 3 }).map((list): Definition => ({ list }));
    case 'attrsOf':
      return setOf(Object.fromEntries(NAMES.map((name) => [name, around(type.of)])));
    case 'submodule':
      return setOf(definitionsOf(type.options));
  }
}

/** Neither library has an order for definitions of a submodule. */
function around(type: Type): fc.Arbitrary<Definition> {
  return withProperties(values(type), { ordered: type.name !== 'submodule' });
}

const leaf = plain(fc.constantFrom(1, 1, 1, 'a'));

function definitionsOf(options: Options): Record<string, fc.Arbitrary<Definition>> {
  return Object.fromEntries(Object.entries(options).map(([name, type]) => [name, around(type)]));
}

const samples: fc.Arbitrary<Sample> = fc
  .dictionary(fc.constantFrom(...NAMES, 'd'), types(3), { minKeys: 1, noNullPrototype: true })
  .chain((options) =>
    modulesOf(conditional(setOf(definitionsOf(options)))).map((modules) => ({
      ...modules,
      options,
      declarations: declare(options),
    })),
  );

/** One declaration of each option, of a submodule one of each option in it. */
function declare(options: Options): readonly Options[] {
  return Object.entries(options).flatMap(([name, type]): readonly Options[] =>
    type.name === 'submodule'
      ? declare(type.options).map((inner) => ({ [name]: { ...type, options: inner } }))
      : [{ [name]: type }],
  );
}

/** What all modules say about an option: conditions around them hold for each option in them. */
function definitionsFor(name: string, config: Definition): readonly Definition[] {
  if ('set' in config) return name in config.set ? [config.set[name] ?? { merge: [] }] : [];
  if ('merge' in config) return config.merge.flatMap((part) => definitionsFor(name, part));
  if (!('condition' in config))
    throw new Error('conditions and merges alone stand around a module');
  const { condition } = config;
  return definitionsFor(name, config.content).map((content) => ({ condition, content }));
}

/** Everything about an option of a sample. */
interface Case {
  readonly name: string;
  readonly type: Type;
  /** Of all modules, in their order. */
  readonly definitions: readonly Definition[];
}

function casesOf({ options, modules }: Sample): readonly Case[] {
  return Object.entries(options).map(([name, type]) => ({
    name,
    type,
    definitions: modules.flatMap(({ config }) => definitionsFor(name, config)),
  }));
}

/** The options that are not what their definitions say, in some order of the modules. */
function wrong(sample: Sample, outcomes: readonly Readonly<Record<string, Outcome>>[]) {
  return casesOf(sample).flatMap(({ name, type, definitions }) => {
    const wanted = JSON.stringify(unordered(expectedOption(type, definitions)));
    return outcomes
      .map((outcome) => JSON.stringify(unordered(outcome[name])))
      .filter((actual) => actual !== wanted)
      .map((actual) =>
        [showType(type), ...definitions.map(show), `wanted ${wanted}`, `is ${actual}`].join('\n'),
      );
  });
}

describe(`random modules (KUBERNIXOS_TEST_SEED=${String(seed)})`, () => {
  testSamples('modules.nix', samples, wrong);

  test('are neither all alike nor all wrong', () => {
    const outcomes = samplesOf(samples, 0)
      .flatMap(casesOf)
      .map(({ type, definitions }) => expectedOption(type, definitions));
    expectMixture(outcomes);
  });
});
