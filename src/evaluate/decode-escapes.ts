import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

/**
 * Undoes what carries values through Nix' JSON that it cannot print: `lib/encode.nix` is the other
 * side. A set that Nix would take for a string comes as a list of pairs, a float that Nix would
 * round as mantissa and exponent. Throws a RangeError where a value is nested deeper than any manifest
 * has a use for.
 */
export function decodeEscapes(value: Json): Json {
  return holdsEscape(value, 0) ? decode(value, 0) : value;
}

const MARK = '__kubernixos';

/** Far from where JavaScript's own recursion ends, whoever walks the value later. */
const DEEPEST = 300;

/** Few manifests do, and the others need no copy. */
function holdsEscape(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  checkDepth(depth);
  if (isJsonArray(value)) return value.some((item) => holdsEscape(item, depth + 1));
  if (Object.hasOwn(value, MARK)) return true;
  return Object.values(value).some((part) => holdsEscape(part, depth + 1));
}

function checkDepth(depth: number): void {
  if (depth > DEEPEST) throw new RangeError(`nested deeper than ${String(DEEPEST)} levels`);
}

function decode(value: Json, depth: number): Json {
  checkDepth(depth);
  if (isJsonArray(value)) return value.map((item) => decode(item, depth + 1));
  if (!isJsonObject(value)) return value;
  const escaped = value[MARK];
  if (escaped === undefined) return decodeValues(Object.entries(value), depth);
  return isJsonArray(escaped) ? decodeValues(escaped.map(readPair), depth) : readFloat(escaped);
}

/** Not by assignment, where a key `__proto__` would get lost. */
function decodeValues(entries: readonly (readonly [string, Json])[], depth: number): Json {
  return Object.fromEntries(entries.map(([key, value]) => [key, decode(value, depth + 1)]));
}

function readPair(pair: Json): readonly [string, Json] {
  const [key, value] = isJsonArray(pair) ? pair : [];
  if (typeof key === 'string' && value !== undefined) return [key, value];
  throw new Error('lib/eval.nix gave an attribute that is no pair of key and value');
}

/** Exact: the mantissa has at most 53 bits, and scaling by a power of two rounds nothing. */
function readFloat(escaped: Json): number {
  const { mantissa, exponent } = isJsonObject(escaped) ? escaped : {};
  if (isInteger(mantissa) && isInteger(exponent)) return Number(mantissa) * 2 ** Number(exponent);
  throw new Error('lib/eval.nix gave a float without mantissa and exponent');
}

function isInteger(value: Json | undefined): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}
