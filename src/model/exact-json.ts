import { isJsonArray, isJsonObject, type Json } from './json.ts';

/**
 * Parses JSON; integers beyond 2^53 become `bigint`, where JSON.parse alone would round them.
 * Throws a SyntaxError for text that is no JSON, and a RangeError where it is nested too deeply.
 */
export function parseJson(text: string): Json {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text) as Json; // Never anything else, by its specification.
  return JSON.parse(text, (_key, value, { source }) => exact(value, source));
}

/** Prints JSON, `bigint` as the integer that it is; `indent` as for JSON.stringify. */
export function printJson(value: Json, indent?: string): string {
  return hasBigInt(value)
    ? JSON.stringify(value, (_key, part: unknown) => raw(part), indent)
    : JSON.stringify(value, null, indent);
}

/** A reviver costs four times as much, so it is used only where a number may need it. */
const LONG_NUMBER = /\d{16}/;

const INTEGER = /^-?\d+$/;

function exact(value: Json, source: string | undefined): Json {
  const rounded = typeof value === 'number' && !Number.isSafeInteger(value);
  return rounded && source !== undefined && INTEGER.test(source) ? BigInt(source) : value;
}

function raw(value: unknown): unknown {
  return typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value;
}

function hasBigInt(value: Json): boolean {
  if (typeof value === 'bigint') return true;
  if (isJsonObject(value)) return Object.values(value).some(hasBigInt);
  return isJsonArray(value) && value.some(hasBigInt);
}
