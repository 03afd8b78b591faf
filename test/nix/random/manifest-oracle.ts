import type { Definition } from './definitions.ts';
import { all, mergeFields, type Expected } from './oracle.ts';
import type { Outcome } from './random.ts';

/**
 * What definitions of manifests come to, written down once more and apart from lib/merge. Lists are in
 * some order; a list `containers` merges by name, others are put together.
 */
export function expectedManifests(
  definitions: readonly Definition[],
): Readonly<Record<string, Outcome>> {
  const entries = settleDeep(definitions).flatMap(entriesOf);
  const names = new Set(entries.map(({ name }) => name));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = merge(
        name,
        entries.filter((entry) => entry.name === name).map((entry) => entry.definition),
      );
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

interface Entry {
  readonly name: string;
  readonly definition: Definition;
}

/** The manifests of one definition; those of a list are known by what they are. */
function entriesOf(definition: Definition): readonly Entry[] {
  if ('set' in definition)
    return Object.entries(definition.set).map(([name, inner]) => ({ name, definition: inner }));
  if (!('list' in definition)) throw new Error('manifests are a set or a list');
  return definition.list
    .filter((item) => settleDeep([item]).length > 0)
    .map((item) => ({
      name: `v1/ConfigMap/${nameOf(fieldOf('metadata', item))}`,
      definition: item,
    }));
}

function merge(field: string, definitions: readonly Definition[]): Expected {
  const settled = settleDeep(definitions);
  if (settled.length === 0) return undefined;
  if (settled.every((definition) => 'set' in definition)) return mergeFields(settled, merge);
  const lists = settled.filter((definition) => 'list' in definition);
  if (lists.length < settled.length) return lists.length > 0 ? null : mergeLeaves(settled);
  const items = lists.flatMap(({ list }) => list.filter((item) => settleDeep([item]).length > 0));
  const groups = field === 'containers' ? byName(items) : items.map((item) => [item]);
  return all(
    groups.map((group) => merge('', group)),
    (values) => values,
  );
}

function mergeLeaves(settled: readonly Definition[]): Outcome {
  if (settled.some((definition) => !('plain' in definition))) return null;
  const values = new Set(settled.map((definition) => 'plain' in definition && definition.plain));
  return values.size === 1 ? { value: [...values][0] } : null;
}

function byName(items: readonly Definition[]): readonly (readonly Definition[])[] {
  const groups = new Map<string, Definition[]>();
  for (const item of items) {
    const name = nameOf(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups.values()];
}

function nameOf(definition: Definition): string {
  const name = fieldOf('name', definition);
  return 'plain' in name ? String(name.plain) : '';
}

function fieldOf(name: string, definition: Definition): Definition {
  const [settled] = settleDeep([definition]);
  return (settled !== undefined && 'set' in settled && settled.set[name]) || { merge: [] };
}

/** The definitions of the strongest priority, whichever way properties are nested: the outermost counts. */
function settleDeep(definitions: readonly Definition[]): readonly Definition[] {
  const expanded = definitions.flatMap((definition) => expand(definition, null));
  const strongest = Math.min(...expanded.map(({ priority }) => priority));
  return expanded.filter(({ priority }) => priority === strongest).map(({ content }) => content);
}

function expand(
  definition: Definition,
  priority: number | null,
): readonly { readonly priority: number; readonly content: Definition }[] {
  if ('merge' in definition) return definition.merge.flatMap((part) => expand(part, priority));
  if ('condition' in definition)
    return definition.condition ? expand(definition.content, priority) : [];
  if ('priority' in definition) return expand(definition.content, priority ?? definition.priority);
  if ('order' in definition) return expand(definition.content, priority);
  return [{ priority: priority ?? 100, content: definition }];
}
