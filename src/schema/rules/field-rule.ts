import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { below, type Report, type Trail } from '../report.ts';
import { showChoices, showValue } from '../show-value.ts';
import { SYNTAX, type SyntaxName } from './syntax.ts';

/** What the API server checks of a field besides its schema; of a list, it holds of each element. */
export interface FieldRule {
  /** It has to be there, and not be empty. */
  readonly needed?: true;
  /** The only texts that it may hold. An empty one stands for none, unless it is a word. */
  readonly words?: readonly string[];
  /** An empty text is refused, and does not stand for none as elsewhere. */
  readonly emptyIsWord?: true;
  /** The least and the greatest integer that it may hold. */
  readonly range?: readonly [number, number];
  /** What a text in it has to be. */
  readonly syntax?: SyntaxName;
  /** What the names of its fields have to be. */
  readonly keys?: SyntaxName;
  /** What the texts in its fields have to be. */
  readonly values?: SyntaxName;
}

/** Checks one field of an object. `isRequired`: that it is missing is told already. */
export function checkFieldRule(
  holder: JsonObject,
  field: string,
  rule: FieldRule,
  isRequired: boolean,
  at: Trail | null,
  report: Report,
): void {
  const value = Object.hasOwn(holder, field) ? (holder[field] ?? null) : null;
  const place = below(at, field);
  if (value === null || value === '') {
    if (rule.needed === true && !(value === null && isRequired))
      report(place, value === null ? 'is missing.' : 'is empty.');
    else if (rule.emptyIsWord === true && value === '') report(place, 'is empty.');
    return;
  }
  if (rule.needed === true && isEmpty(value)) report(place, 'is empty.');
  checkHeld(value, rule, place, report);
}

function isEmpty(value: Json): boolean {
  return isJsonArray(value)
    ? value.length === 0
    : isJsonObject(value) && Object.keys(value).length === 0;
}

function checkHeld(value: Json, rule: FieldRule, at: Trail, report: Report): void {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries())
      checkHeld(item ?? '', rule, below(at, index), report);
  } else if (isJsonObject(value)) {
    checkEntries(value, rule, at, report);
  } else {
    const fault = faultOf(value, rule, at);
    if (fault !== null) report(at, fault);
  }
}

function checkEntries(
  value: JsonObject,
  { keys, values }: FieldRule,
  at: Trail,
  report: Report,
): void {
  for (const [name, part] of Object.entries(value)) {
    const fault =
      (keys === undefined ? null : SYNTAX[keys](name)) ??
      (values === undefined || part === null || typeof part === 'object'
        ? null
        : SYNTAX[values](String(part)));
    if (fault !== null) report(below(at, name), fault);
  }
}

function faultOf(value: Json, { words, range, syntax }: FieldRule, at: Trail): string | null {
  if (typeof value === 'string') {
    if (words?.includes(value) === false)
      return `is ${showValue(value, at)}. It may be ${showChoices(words)}.`;
    return syntax === undefined ? null : SYNTAX[syntax](value);
  }
  if (range === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) return null;
  const [least, most] = range;
  if (value >= least && value <= most) return null;
  return `is ${String(value)}, and must be ${showRange(least, most)}.`;
}

function showRange(least: number, most: number): string {
  return most === Infinity
    ? `at least ${String(least)}`
    : `from ${String(least)} to ${String(most)}`;
}
