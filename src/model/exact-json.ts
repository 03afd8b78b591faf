import { isJsonArray, isJsonObject, type Json } from './json.ts';
import { shorten } from './shorten.ts';
import { escapeInJson } from './unprintable.ts';

/** Whoever walks a value of so many levels later finds stack enough, and twice as much. */
export const DEEPEST = 500;

/** In a List, an object lies two levels deeper than by itself. */
export const DEEPEST_IN_LIST = DEEPEST + 2;

/**
 * Parses JSON; integers beyond 2^53 become `bigint`, where JSON.parse alone would round them. Of a
 * name that an object gives twice, the last counts, as in Go. Throws a SyntaxError for text that is no
 * JSON, and a RangeError that says so for what cannot be held as it is: a value that is nested too
 * deeply, or a number that is no float of 64 bits.
 */
export function parseJson(text: string, deepest = DEEPEST): Json {
  const value = JSON.parse(text) as Json; // Never anything else, by its specification.
  checkDepth(value, deepest); // Before the reviver, which recurses.
  return mayHoldHardNumber(text)
    ? JSON.parse(text, (_key, part, { source }) => exact(part, source))
    : value;
}

/**
 * Prints JSON, `bigint` as the integer that it is; `indent` as for JSON.stringify. Characters that a
 * terminal would obey are escaped, which changes no value.
 */
export function printJson(value: Json, indent?: string): string {
  const text = needsRaw(value)
    ? JSON.stringify(value, (_key, part: unknown) => raw(part), indent)
    : JSON.stringify(value, null, indent);
  return escapeInJson(text);
}

/**
 * A reviver costs four times as much, so it is used only where a number may need it: one of 16 digits,
 * or with an exponent. What stands before a number makes the search quick; only a text that is nothing
 * but a number has nothing there.
 */
function mayHoldHardNumber(text: string): boolean {
  return HARD_NUMBER.test(text) || /^-?\d/.test(text);
}

const HARD_NUMBER = /[[,:\s]-?(?:\d[\d.]*[eE]|[\d.]{16})/;

const INTEGER = /^-?\d+$/;

function exact(value: Json, source: string | undefined): Json {
  if (typeof value !== 'number' || source === undefined) return value;
  if (INTEGER.test(source)) return Number.isSafeInteger(value) ? value : BigInt(source);
  if (isHeld(value, source)) return value;
  throw new RangeError(`it holds the number ${shorten(source, 40)}, which no float of 64 bits is`);
}

/** So many digits tell every float of 64 bits from its neighbours. */
const MOST_DIGITS = 17;

function isHeld(value: number, source: string): boolean {
  const digits = source
    .replace(/e.*/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '');
  return (
    Number.isFinite(value) && (value === 0) === (digits === '') && digits.length <= MOST_DIGITS
  );
}

/** Of an object that JSON.parse made, every enumerable name is its own. */
function checkDepth(value: Json, deepest: number, level = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (level === deepest) throw new RangeError(`it is nested deeper than ${String(deepest)} levels`);
  if (isJsonArray(value)) for (const part of value) checkDepth(part, deepest, level + 1);
  else for (const key in value) checkDepth(value[key] ?? null, deepest, level + 1);
}

function raw(value: unknown): unknown {
  if (Object.is(value, -0)) return JSON.rawJSON('-0.0');
  return typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value;
}

function needsRaw(value: Json): boolean {
  if (typeof value === 'bigint' || Object.is(value, -0)) return true;
  if (isJsonObject(value)) return Object.values(value).some(needsRaw);
  return isJsonArray(value) && value.some(needsRaw);
}
