import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { canonicalText } from '../model/same-value.ts';
import { below, type Report, type Trail } from './report.ts';
import type { ListRules } from './shape.ts';
import { showValue } from './show-value.ts';

/** Server-side apply tells elements apart by their identity: two of one are an error. */
export function checkIdentities(
  value: readonly Json[],
  rules: ListRules,
  at: Trail | null,
  report: Report,
): void {
  if (value.length < 2 && value[0] !== null) return;
  const seen = new Map<string, number>();
  for (const [index, item] of value.entries()) {
    const text = identityOf(item, rules);
    const first = text === null ? undefined : seen.get(text);
    if (item === null) tellNull(rules, below(at, index), report);
    else if (text !== null && first === undefined) seen.set(text, index);
    else if (first !== undefined)
      report(
        below(at, index),
        `has ${describe(item, rules, at)} of element ${String(first)} again.`,
      );
  }
}

/** It has no identity. A custom resource's null is told as one already. */
function tellNull({ items }: ListRules, at: Trail, report: Report): void {
  if (items?.().nulls !== 'refused') report(at, 'is null. Remove it, or give it a value.');
}

/** The same text for the same identity; null where a part is missing or no scalar, which is told elsewhere. */
function identityOf(item: Json, rules: ListRules): string | null {
  const { identity } = rules;
  if (identity === null || item === null) return null;
  if (identity === 'value') return canonicalText(item);
  let text = '';
  for (const name of identity) {
    const key = keyOf(item, name, rules);
    if (key === undefined || isJsonArray(key) || isJsonObject(key)) return null;
    text += `${typeof key} ${String(key)}\n`;
  }
  return text;
}

/** What stands for a key that is not given; a null is one that is. */
function keyOf(item: Json, name: string, { items }: ListRules): Json | undefined {
  if (!isJsonObject(item)) return undefined;
  const held = Object.hasOwn(item, name) ? item[name] : undefined;
  return held === undefined ? items?.().object?.fields.get(name)?.().fallback : held;
}

function describe(item: Json, rules: ListRules, at: Trail | null): string {
  const { identity } = rules;
  if (identity === null || identity === 'value') return `the value ${showValue(item, at)}`;
  return identity
    .map((name) => `${name} ${showValue(keyOf(item, name, rules) ?? null, below(at, name))}`)
    .join(' and ');
}
