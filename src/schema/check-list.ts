import type { Json } from '../model/json.ts';
import { checkIdentities } from './check-identities.ts';
import { checkValue } from './check-value.ts';
import { below, type Report, type Trail } from './report.ts';
import type { ListRules, Shape } from './shape.ts';

export function checkList(
  value: readonly Json[],
  rules: ListRules,
  at: Trail | null,
  report: Report,
): void {
  const { items, identity, fewest, most } = rules;
  if (items !== null) checkItems(value, items(), at, report);
  if (identity !== null) checkIdentities(value, rules, at, report);
  if (fewest !== null && value.length < fewest)
    report(at, `has ${String(value.length)} elements, and needs ${String(fewest)}.`);
  if (most !== null && value.length > most)
    report(at, `has ${String(value.length)} elements, and may have ${String(most)}.`);
}

function checkItems(value: readonly Json[], shape: Shape, at: Trail | null, report: Report): void {
  let index = 0;
  for (const item of value) {
    checkValue(orZero(item, shape), shape, below(at, index), report);
    index += 1;
  }
}

/** To Go, a null in a list is an object without fields, or an empty text. */
function orZero(item: Json, { dialect, accepts, choices }: Shape): Json {
  if (item !== null || dialect !== 'builtin') return item;
  if (accepts === 'object') return {};
  return accepts === 'text' && choices !== null ? '' : item;
}
