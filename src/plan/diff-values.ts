import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { FieldChange } from '../model/plan.ts';
import { diffLists } from './diff-lists.ts';
import { fieldPath } from '../model/field-path.ts';
import { sameValue } from '../model/same-value.ts';

/** What differs at and below a path; undefined is nothing. */
export type DiffValues = (
  path: string,
  from: Json | undefined,
  to: Json | undefined,
) => readonly FieldChange[];

/** What differs between the fields of two objects. */
export function diffFields(path: string, from: JsonObject, to: JsonObject): readonly FieldChange[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) =>
    diffNamed(fieldPath(path, name), name, fieldOf(from, name), fieldOf(to, name)),
  );
}

function diffNamed(
  path: string,
  name: string,
  from: Json | undefined,
  to: Json | undefined,
): readonly FieldChange[] {
  if (isJsonArray(from) && isJsonArray(to)) return diffLists({ path, name, diffValues }, from, to);
  return diffValues(path, from, to);
}

const diffValues: DiffValues = (path, from, to) => {
  if (from === undefined) return to === undefined ? [] : [change('add', path, null, to)];
  if (to === undefined) return [change('remove', path, from, null)];
  if (isJsonObject(from) && isJsonObject(to)) return diffFields(path, from, to);
  if (isJsonArray(from) && isJsonArray(to)) return diffNamed(path, '', from, to);
  return sameValue(from, to) ? [] : [change('replace', path, from, to)];
};

function change(type: FieldChange['type'], path: string, from: Json, to: Json): FieldChange {
  return { path, type, from, to, masked: false };
}
