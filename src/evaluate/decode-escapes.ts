import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

const MARK = '__kubernixos';

/** Whether JSON text may hold what `decodeEscapes` undoes. Most does not, and needs no copy. */
export function holdsEscapes(text: string): boolean {
  return text.includes(`"${MARK}"`);
}

/**
 * Undoes what carries values through Nix' JSON that it cannot print: `lib/encode.nix` is the other
 * side. A set that Nix would take for a string comes as a list of pairs, a float that Nix would
 * round as mantissa and exponent. Throws a RangeError where a value has `deepest` levels and more.
 */
export function decodeEscapes(value: Json, deepest: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (deepest === 0) throw new RangeError('nested too deeply');
  if (isJsonArray(value)) return value.map((item) => decodeEscapes(item, deepest - 1));
  const escaped = value[MARK];
  if (escaped === undefined) return decodeValues(Object.entries(value), deepest);
  return isJsonArray(escaped) ? decodeValues(escaped.map(readPair), deepest) : readFloat(escaped);
}

/** Not by assignment, where a key `__proto__` would get lost. */
function decodeValues(entries: readonly (readonly [string, Json])[], deepest: number): Json {
  return Object.fromEntries(
    entries.map(([key, value]) => [key, decodeEscapes(value, deepest - 1)]),
  );
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
