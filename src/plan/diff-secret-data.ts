import { fieldOf, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { FieldChange } from '../model/plan.ts';
import { fieldPath } from '../model/field-path.ts';
import { sameValue } from '../model/same-value.ts';

export function isSecret({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** A Secret without its values: what may be shown of it. */
export function withoutSecretData(secret: JsonObject): JsonObject {
  const fields = Object.entries(secret).filter(([name]) => !SECRET_FIELDS.includes(name));
  return Object.fromEntries(fields);
}

/** Which values of a Secret differ, each by its key, and no value. */
export function diffSecretData(from: JsonObject, to: JsonObject): readonly FieldChange[] {
  return SECRET_FIELDS.flatMap((name) => {
    const [old, now] = [from[name], to[name]];
    const isMap = [old, now].every((value) => value === undefined || isJsonObject(value));
    if (!isMap) return mask(name, old, now);
    const [olds, nows] = [mapOf(old), mapOf(now)];
    const keys = new Set([...Object.keys(olds), ...Object.keys(nows)]);
    return [...keys].flatMap((key) =>
      mask(fieldPath(name, key), fieldOf(olds, key), fieldOf(nows, key)),
    );
  });
}

const SECRET_FIELDS: readonly string[] = ['data', 'stringData'];

function mapOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function mask(path: string, from: Json | undefined, to: Json | undefined): readonly FieldChange[] {
  if (from === undefined || to === undefined) {
    if (from === to) return [];
    const type = from === undefined ? 'add' : 'remove';
    return [{ path, type, from: null, to: null, masked: true }];
  }
  if (sameValue(from, to)) return [];
  return [{ path, type: 'replace', from: null, to: null, masked: true }];
}
