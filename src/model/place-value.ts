import type { Field } from './field.ts';
import { isJsonArray, isJsonObject, type Json } from './json.ts';

/** A document with a value at a path, whose holder is there. */
export function placeValue(document: Json, path: Field, value: Json): Json {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (isJsonArray(document) && typeof part === 'number')
    return document.map((item, index) => (index === part ? placeValue(item, rest, value) : item));
  if (isJsonObject(document) && typeof part === 'string')
    return { ...document, [part]: placeValue(document[part] ?? null, rest, value) };
  throw new Error(`the document has no ${String(part)}`);
}
