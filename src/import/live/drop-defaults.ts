import type { Field } from '../../model/field.ts';
import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import { sameValue } from '../../model/same-value.ts';
import { mayBeDefault } from './default-values.ts';

/** An object with less in it, and the fields that were taken out. */
export interface Trimmed {
  readonly object: JsonObject;
  readonly removed: readonly Field[];
}

/** Takes out what may be defaults, but for the fields `kept`. What the user names stays as it is. */
export function dropDefaults(object: JsonObject, kept: readonly Field[] = []): Trimmed {
  const removed: Field[] = [];
  const isKept = (field: Field) => kept.some((other) => sameValue(other, field));
  const onRemoved = (field: Field) => removed.push(field);
  const fields = Object.entries(object).map(([name, value]): readonly [string, Json] => [
    name,
    USERS_OWN.has(name) ? value : trim(value, [name], { isKept, onRemoved }),
  ]);
  const top = fields.filter(([name]) => !isDefault(object, [name], { isKept, onRemoved }));
  return { object: Object.fromEntries(top), removed };
}

const USERS_OWN: ReadonlySet<string> = new Set([
  'apiVersion',
  'binaryData',
  'data',
  'kind',
  'metadata',
  'stringData',
]);

interface Choice {
  readonly isKept: (field: Field) => boolean;
  readonly onRemoved: (field: Field) => void;
}

function trim(value: Json, path: Field, choice: Choice): Json {
  if (isJsonArray(value)) return value.map((item, index) => trim(item, [...path, index], choice));
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).filter((name) => !isDefault(value, [...path, name], choice));
  return Object.fromEntries(
    names.map((name): readonly [string, Json] => [
      name,
      trim(value[name] ?? null, [...path, name], choice),
    ]),
  );
}

function isDefault(holder: JsonObject, field: Field, { isKept, onRemoved }: Choice): boolean {
  const name = String(field.at(-1));
  const parent = field.slice(0, -1).findLast((part) => typeof part === 'string') ?? '';
  if (USERS_OWN.has(name) && field.length === 1) return false;
  if (!mayBeDefault(parent, holder, name) || isKept(field)) return false;
  onRemoved(field);
  return true;
}

/** The fields of a live object that an answer of the server does not hold alike. */
export function fieldsNotFilledIn(
  fields: readonly Field[],
  live: JsonObject,
  answer: JsonObject,
): readonly Field[] {
  return fields.filter((field) => {
    const filledIn = valueAt(answer, field);
    const wanted = valueAt(live, field);
    return filledIn === undefined || wanted === undefined || !sameValue(filledIn, wanted);
  });
}

function valueAt(value: Json | undefined, field: Field): Json | undefined {
  const [part, ...rest] = field;
  if (part === undefined) return value;
  if (typeof part === 'number') return isJsonArray(value) ? valueAt(value[part], rest) : undefined;
  return isJsonObject(value) ? valueAt(fieldOf(value, part), rest) : undefined;
}
