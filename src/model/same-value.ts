import { isJsonArray, isJsonObject, type Json } from './json.ts';

/** Whether two values are the same JSON, however their numbers are held and their fields sorted. */
export function sameValue(a: Json, b: Json): boolean {
  return a === b || canonicalText(a) === canonicalText(b);
}

/** The same text for the same value, and for no other. */
export function canonicalText(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(
      ([name, field]) => `${JSON.stringify(name)}:${canonicalText(field)}`,
    );
    return `{${fields.sort().join(',')}}`;
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
