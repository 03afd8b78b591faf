import * as fc from 'fast-check';

/** What a module says about an option, with the properties around it; `definitions.nix` reads it. */
export type Definition =
  | { readonly plain: null | boolean | number | string }
  | { readonly list: readonly Definition[] }
  | { readonly set: Readonly<Record<string, Definition>> }
  | { readonly condition: boolean; readonly content: Definition }
  | { readonly merge: readonly Definition[] }
  | { readonly priority: number; readonly content: Definition }
  | { readonly order: number; readonly content: Definition };

/** A type of options. */
export type Type =
  | { readonly name: 'int' | 'bool' | 'str' | 'lines' | 'either' | 'enum' | 'anything' }
  | { readonly name: 'nullOr' | 'listOf' | 'attrsOf'; readonly of: Type }
  | { readonly name: 'submodule'; readonly options: Readonly<Record<string, Type>> };

export interface Module {
  readonly form: 'set' | 'function' | 'imported';
  readonly config: Definition;
}

/** Modules, and the orders in which they are evaluated. */
export interface Modules {
  readonly modules: readonly Module[];
  readonly orders: readonly (readonly number[])[];
}

export const plain = (values: fc.Arbitrary<null | boolean | number | string>) =>
  values.map((value): Definition => ({ plain: value }));

/** Sets with some of the names; at least one, so that there is something to lose. */
export function setOf(
  fields: Readonly<Record<string, fc.Arbitrary<Definition>>>,
): fc.Arbitrary<Definition> {
  const names = Object.keys(fields);
  return fc
    .tuple(fc.record(fields), fc.subarray(names, { minLength: 1 }))
    .map(([all, chosen]): Definition => {
      const kept = Object.entries(all).filter(([name]) => chosen.includes(name));
      return { set: Object.fromEntries(kept) };
    });
}

/**
 * Properties around a definition, in the order in which the module system reads them: conditions and
 * merges, priority, order.
 */
export function withProperties(
  content: fc.Arbitrary<Definition>,
  { ordered = true, merges = 2 }: { readonly ordered?: boolean; readonly merges?: number } = {},
): fc.Arbitrary<Definition> {
  const inOrder = sometimes(content, (inner) =>
    fc.record({ order: fc.constantFrom(500, 1000, 1500), content: inner }),
  );
  const prioritized = sometimes(ordered ? inOrder : content, (inner) =>
    fc.record({ priority: fc.constantFrom(50, 100, 1000), content: inner }),
  );
  return conditional(prioritized, merges);
}

/** Properties around a definition, whichever way they are nested, as inside a manifest. */
export function withAnyProperties(
  content: fc.Arbitrary<Definition>,
  { merges = true, depth = 2 }: { readonly merges?: boolean; readonly depth?: number } = {},
): fc.Arbitrary<Definition> {
  if (depth === 0) return content;
  const inner = withAnyProperties(content, { merges, depth: depth - 1 });
  const merge = fc.record({ merge: fc.array(inner, { maxLength: 3 }) });
  return fc.oneof(
    { weight: 8, arbitrary: content },
    { weight: 2, arbitrary: fc.record({ condition: mostly(true), content: inner }) },
    { weight: 1, arbitrary: fc.record({ priority: fc.constantFrom(50, 1000), content: inner }) },
    { weight: 1, arbitrary: fc.record({ order: fc.constantFrom(500, 1500), content: inner }) },
    { weight: merges ? 1 : 0, arbitrary: merge },
  );
}

/** mkIf and mkMerge around a definition, up to `depth` of them. */
export function conditional(
  content: fc.Arbitrary<Definition>,
  depth = 2,
): fc.Arbitrary<Definition> {
  if (depth === 0) return content;
  const inner = conditional(content, depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: content },
    { weight: 2, arbitrary: fc.record({ condition: mostly(true), content: inner }) },
    { weight: 1, arbitrary: fc.record({ merge: fc.array(inner, { maxLength: 3 }) }) },
  );
}

function mostly(value: boolean): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, fc.constant(!value));
}

function sometimes(
  content: fc.Arbitrary<Definition>,
  wrap: (inner: fc.Arbitrary<Definition>) => fc.Arbitrary<Definition>,
): fc.Arbitrary<Definition> {
  return fc.oneof({ weight: 4, arbitrary: content }, { weight: 1, arbitrary: wrap(content) });
}

/** Modules of these definitions, with the order in which they stand, its reverse, and any other. */
export function modulesOf(configs: fc.Arbitrary<Definition>): fc.Arbitrary<Modules> {
  const form = fc.constantFrom<Module['form'][]>('set', 'function', 'imported');
  return fc
    .array(fc.record({ form, config: configs }), { minLength: 1, maxLength: 4 })
    .chain((modules) => {
      const places = modules.map((_, place) => place);
      return fc.shuffledSubarray(places, { minLength: places.length }).map((shuffled) => ({
        modules,
        orders: [places, places.toReversed(), shuffled],
      }));
    });
}

/** A definition as Nix. */
export function show(definition: Definition): string {
  if ('list' in definition)
    return `[ ${definition.list.map((item) => `(${show(item)})`).join(' ')} ]`;
  if ('merge' in definition)
    return `mkMerge [ ${definition.merge.map((part) => `(${show(part)})`).join(' ')} ]`;
  if ('condition' in definition)
    return `mkIf ${String(definition.condition)} (${show(definition.content)})`;
  if ('priority' in definition)
    return `mkOverride ${String(definition.priority)} (${show(definition.content)})`;
  if ('order' in definition)
    return `mkOrder ${String(definition.order)} (${show(definition.content)})`;
  if ('plain' in definition) return JSON.stringify(definition.plain);
  const fields = Object.entries(definition.set).map(([name, value]) => `${name} = ${show(value)};`);
  return `{ ${fields.join(' ')} }`;
}

/** A type as Nix. */
export function showType(type: Type): string {
  if ('of' in type) return `${type.name} (${showType(type.of)})`;
  if (!('options' in type)) return type.name;
  const options = Object.entries(type.options).map(
    ([name, option]) => `${name} = ${showType(option)};`,
  );
  return `submodule { ${options.join(' ')} }`;
}
