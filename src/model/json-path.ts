import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** A number below a path; null where there is none. */
export function numberAt(object: JsonObject, ...path: readonly string[]): number | null {
  const value = valueAt(object, path);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
}

/** A text below a path; empty where there is none. */
export function textAt(object: JsonObject, ...path: readonly string[]): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}

/** The texts of a list below a path; empty where there is none. */
export function textsAt(object: JsonObject, ...path: readonly string[]): readonly string[] {
  return listAt(object, ...path).filter((value) => typeof value === 'string');
}

/** A list below a path; empty where there is none. */
export function listAt(object: JsonObject, ...path: readonly string[]): readonly Json[] {
  const value = valueAt(object, path);
  return isJsonArray(value) ? value : [];
}

/** An object below a path; empty where there is none. */
export function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const value = valueAt(object, path);
  return isJsonObject(value) ? value : {};
}

function valueAt(object: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const name of path)
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}
