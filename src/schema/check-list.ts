import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { canonicalText } from '../model/same-value.ts';
import { checkValue } from './check-value.ts';
import { below, type Report, type Trail } from './report.ts';
import type { ListRules, Shape } from './shape.ts';
import { showValue } from './show-value.ts';

export function checkList(
  value: readonly Json[],
  rules: ListRules,
  at: Trail | null,
  report: Report,
): void {
  const { items, identity, fewest, most } = rules;
  if (items !== null)
    for (const [index, item] of value.entries())
      checkValue(orZero(item, items()), items(), below(at, index), report);
  if (identity !== null) checkIdentities(value, rules, at, report);
  if (fewest !== null && value.length < fewest)
    report(at, `has ${String(value.length)} elements, and needs ${String(fewest)}.`);
  if (most !== null && value.length > most)
    report(at, `has ${String(value.length)} elements, and may have ${String(most)}.`);
}

/** To Go, a null in a list is an object without fields, or an empty text. */
function orZero(item: Json, { dialect, accepts, choices }: Shape): Json {
  if (item !== null || dialect !== 'builtin') return item;
  if (accepts === 'object') return {};
  return accepts === 'text' && choices !== null ? '' : item;
}

/** Server-side apply tells elements apart by their identity: two of one are an error. */
function checkIdentities(
  value: readonly Json[],
  { items, identity }: ListRules,
  at: Trail | null,
  report: Report,
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const place = below(at, index);
    if (item === null) {
      if (items?.().nulls !== 'refused') report(place, 'is null. Remove it, or give it a value.');
      continue;
    }
    const keys = identity === 'value' ? item : keysOf(item, identity ?? [], items);
    if (keys === null) continue;
    const text = canonicalText(keys);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    else report(place, `has ${describe(keys, identity, place)} of element ${String(first)} again.`);
  }
}

/** Null where a key is missing or no scalar, which is told elsewhere. */
function keysOf(
  item: Json,
  names: readonly string[],
  items: ListRules['items'],
): Readonly<Record<string, Json>> | null {
  if (!isJsonObject(item)) return null;
  const fields = items?.().object?.fields;
  const keys: Record<string, Json> = {};
  for (const name of names) {
    const held = Object.hasOwn(item, name) ? item[name] : undefined;
    const key = held === undefined ? fields?.get(name)?.().fallback : held;
    if (key === undefined || isJsonArray(key) || isJsonObject(key)) return null;
    keys[name] = key;
  }
  return keys;
}

function describe(keys: Json, identity: ListRules['identity'], at: Trail): string {
  if (identity === 'value' || !isJsonObject(keys)) return `the value ${showValue(keys, at)}`;
  return Object.entries(keys)
    .map(([name, key]) => `${name} ${showValue(key, below(at, name))}`)
    .join(' and ');
}
