import type { Definition, Type } from './definitions.ts';
import type { Outcome } from './random.ts';

/**
 * What definitions of an option come to by the rules of the module system, written down once more and
 * apart from it. Lists and lines are in some order. Undefined where nothing defines it, null for a
 * failure.
 */
export type Expected = Outcome | undefined;

/** From all definitions of an option to its value: nothing of the strongest priority may be lost. */
export function expectedOption(type: Type, definitions: readonly Definition[]): Outcome {
  const merged = merge(type, definitions);
  return merged === undefined ? emptyOf(type) : merged;
}

/** The value of an option that nothing defines. */
function emptyOf(type: Type): Outcome {
  switch (type.name) {
    case 'listOf':
      return { value: [] };
    case 'attrsOf':
      return { value: {} };
    case 'nullOr':
      return { value: null };
    case 'submodule':
      return expectedOption(type, [{ set: {} }]);
    default:
      return null;
  }
}

/** The definitions that hold and have the strongest priority, without properties. */
export function settle(definitions: readonly Definition[]): readonly Definition[] {
  const holding = definitions.flatMap(discharge).map(readPriority);
  const strongest = Math.min(...holding.map(({ priority }) => priority));
  return holding.filter(({ priority }) => priority === strongest).map(({ content }) => content);
}

function discharge(definition: Definition): readonly Definition[] {
  if ('merge' in definition) return definition.merge.flatMap(discharge);
  if ('condition' in definition) return definition.condition ? discharge(definition.content) : [];
  return [definition];
}

function readPriority(definition: Definition): { priority: number; content: Definition } {
  if (!('priority' in definition)) return { priority: 100, content: withoutOrder(definition) };
  return { priority: definition.priority, content: withoutOrder(definition.content) };
}

function withoutOrder(definition: Definition): Definition {
  return 'order' in definition ? definition.content : definition;
}

function merge(type: Type, definitions: readonly Definition[]): Expected {
  const settled = settle(definitions);
  if (settled.length === 0) return undefined;
  switch (type.name) {
    case 'lines':
      return { value: settled.map(plainOf).join('\n') };
    case 'either':
      return new Set(settled.map((definition) => typeof plainOf(definition))).size === 1
        ? equal(settled)
        : null;
    case 'nullOr': {
      const nulls = settled.filter((definition) => plainOf(definition) === null).length;
      if (nulls === settled.length) return { value: null };
      return nulls > 0 ? null : merge(type.of, settled);
    }
    case 'listOf':
      return all(
        settled.flatMap(itemsOf).map((item) => merge(type.of, [item])),
        (values) => values,
      );
    case 'attrsOf':
      return mergeFields(settled, (_, found) => merge(type.of, found));
    case 'submodule':
      return mergeFields(
        [
          ...settled,
          { set: Object.fromEntries(Object.keys(type.options).map((name) => [name, NOTHING])) },
        ],
        (name, found) => {
          const option = type.options[name];
          return option === undefined ? null : expectedOption(option, found);
        },
      );
    case 'anything':
      return mergeAnything(settled);
    default:
      return equal(settled);
  }
}

const NOTHING: Definition = { merge: [] };

function mergeAnything(settled: readonly Definition[]): Expected {
  const sets = settled.filter((definition) => 'set' in definition).length;
  if (sets === 0) return equal(settled);
  if (sets < settled.length) return null;
  return mergeFields(settled, (_, found) => merge({ name: 'anything' }, found));
}

function equal(settled: readonly Definition[]): Outcome {
  const values = new Set(settled.map(plainOf));
  return values.size === 1 ? { value: [...values][0] } : null;
}

/** Sets, field by field. */
export function mergeFields(
  settled: readonly Definition[],
  mergeField: (name: string, found: readonly Definition[]) => Expected,
): Outcome {
  const sets = settled.map((definition) => ('set' in definition ? definition.set : {}));
  const names = [...new Set(sets.flatMap((set) => Object.keys(set)))];
  const fields = names.map((name) =>
    mergeField(
      name,
      sets.flatMap((set) => (Object.hasOwn(set, name) ? [set[name] ?? NOTHING] : [])),
    ),
  );
  const present = names.filter((_, index) => fields[index] !== undefined);
  return all(fields, (values) =>
    Object.fromEntries(present.map((name, index) => [name, values[index]])),
  );
}

/** One failure is a failure of the whole; what is not defined is left out. */
export function all(
  parts: readonly Expected[],
  build: (values: readonly unknown[]) => unknown,
): Outcome {
  const values = parts.filter((part) => part !== undefined);
  const held = values.filter((part) => part !== null);
  return held.length < values.length ? null : { value: build(held.map(({ value }) => value)) };
}

export function itemsOf(definition: Definition): readonly Definition[] {
  return 'list' in definition ? definition.list : [];
}

function plainOf(definition: Definition): unknown {
  return 'plain' in definition ? definition.plain : definition;
}
