import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/**
 * Narrowing of what `lib/eval.nix` gives: what does not fit is a bug, not a fault of the user. `path`
 * says of what.
 */

export function object(value: Json | undefined, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw unexpected(path, value);
}

export function string(value: Json | undefined, path: string): string {
  if (typeof value === 'string') return value;
  throw unexpected(path, value);
}

export function stringOrNull(value: Json | undefined, path: string): string | null {
  return value === null ? null : string(value, path);
}

export function number(value: Json | undefined, path: string): number {
  if (typeof value === 'number') return value;
  throw unexpected(path, value);
}

export function list(value: Json | undefined, path: string): readonly Json[] {
  if (isJsonArray(value)) return value;
  throw unexpected(path, value);
}

export function strings(value: Json | undefined, path: string): readonly string[] {
  return list(value, path).map((item) => string(item, path));
}

export function oneOf<Word extends string>(
  words: readonly Word[],
  value: Json | undefined,
  path: string,
): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw unexpected(path, value);
  return word;
}

/** Tells the type alone: the value may be a secret. */
export function unexpected(path: string, value: Json | undefined): Error {
  return new Error(`lib/eval.nix gave ${value === null ? 'null' : typeof value} for ${path}`);
}
