import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { LAST_APPLIED } from './bookkeeping.ts';
import { type FieldsEntry, fieldsEntries, type FieldStep, parseStep } from './managed-fields.ts';

/** Whether an entry is of client-side apply: it owns what that remembers of its manifest. */
export function isClientSide({ operation, subresource, fields }: FieldsEntry): boolean {
  if (operation !== 'Update' || subresource !== '') return false;
  return isJsonObject(
    below(below(below(fields, 'f:metadata'), 'f:annotations'), `f:${LAST_APPLIED}`),
  );
}

/**
 * Takes out of the result of a dry run what kubectl's migration of client-side apply drops: the
 * fields that only managers of client-side apply own. Null where there is no such manager.
 * https://pkg.go.dev/k8s.io/client-go/util/csaupgrade
 */
export function withoutClientSideLeftovers(result: JsonObject): JsonObject | null {
  const entries = fieldsEntries(result);
  const migrating = entries.filter(isClientSide);
  if (migrating.length === 0) return null;
  const staying = entries.filter((entry) => !isClientSide(entry));
  const left = migrating.reduce<Json>(
    (value, { fields }) =>
      removeOwned(
        value,
        fields,
        staying.map((entry) => entry.fields),
      ),
    result,
  );
  return isJsonObject(left) ? left : null;
}

/** A tree of fields; undefined where it does not reach. */
function below(fields: Json | undefined, step: string): Json | undefined {
  return isJsonObject(fields) && Object.hasOwn(fields, step) ? fields[step] : undefined;
}

/** Removes what `owned` names and none of `others` does. */
function removeOwned(value: Json, owned: JsonObject, others: readonly JsonObject[]): Json {
  return Object.entries(owned).reduce<Json>((rest, [text, inner]) => {
    const step = parseStep(text);
    if (step === null || !isJsonObject(inner)) return rest;
    const sharers = others
      .map((fields) => below(fields, text))
      .filter((each) => isJsonObject(each));
    return replaceAt(rest, step, (old) => removePart(old, inner, sharers));
  }, value);
}

/** What is left of one part; undefined for nothing. */
function removePart(
  part: Json,
  owned: JsonObject,
  sharers: readonly JsonObject[],
): Json | undefined {
  const isWhole = Object.keys(owned).every((step) => step === '.');
  if (isWhole) return sharers.length === 0 ? undefined : part;
  const left = removeOwned(part, owned, sharers);
  return sharers.length === 0 && isEmpty(left) ? undefined : left;
}

function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Replaces the part that a step leads to; undefined takes it out. */
function replaceAt(value: Json, step: FieldStep, replace: (part: Json) => Json | undefined): Json {
  if (step.type === 'field') {
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, part]): [string, Json][] => {
        const left = name === step.name ? replace(part) : part;
        return left === undefined ? [] : [[name, left]];
      }),
    );
  }
  if (!isJsonArray(value)) return value;
  return value.flatMap((part, index) => {
    const left = isElement(part, index, step) ? replace(part) : part;
    return left === undefined ? [] : [left];
  });
}

function isElement(
  part: Json,
  index: number,
  step: Exclude<FieldStep, { readonly type: 'field' }>,
): boolean {
  switch (step.type) {
    case 'keys':
      return (
        isJsonObject(part) &&
        Object.entries(step.keys).every(([name, value]) => part[name] === value)
      );
    case 'value':
      return part === step.value;
    case 'index':
      return index === step.index;
  }
}
