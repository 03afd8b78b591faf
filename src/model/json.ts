/** A JSON value. Integers beyond 2^53 are `bigint`, so that all 64 bits survive. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a JSON value is an object, not an array or null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an array; `Array.isArray` would make it an array of `any`. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A field of the object itself; undefined where it has none. Every object inherits a `constructor`,
 * which can also be a key of a ConfigMap.
 */
export function fieldOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** An object without some of its fields. */
export function withoutFields(object: JsonObject, names: readonly string[]): JsonObject {
  const fields: readonly (readonly [string, Json])[] = Object.entries(object);
  return Object.fromEntries(fields.filter(([name]) => !names.includes(name)));
}
