import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { below, isMember, stepsOf, type Below, type FieldSet, type Step } from './field-set.ts';
import { sameValue } from '../model/same-value.ts';

/**
 * What server-side apply leaves of an object where a manager lets go of the fields `lost` and others
 * own the fields `kept`: a field, or an element of a list, goes with all below it, unless another
 * owns it, or something in it; what nobody owns in it goes too. What is in neither set stays.
 *
 * An element of a list is owned only where it is itself in the set.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.3.3/merge/update.go (prune)
 */
export function removeFields(object: JsonObject, lost: FieldSet, kept: FieldSet): JsonObject {
  const fields = Object.entries(object).flatMap(([name, value]) => {
    const gone = below(lost, `f:${name}`);
    if (gone === undefined) return [[name, value] as const];
    const owned = below(kept, `f:${name}`);
    return owned === undefined ? [] : [[name, removeBelow(value, gone, owned)] as const];
  });
  return Object.fromEntries(fields);
}

function removeBelow(value: Json, lost: FieldSet, kept: FieldSet): Json {
  if (isJsonObject(value)) return orNull(removeFields(value, lost, kept), value);
  if (isJsonArray(value)) return orNull(removeItems(value, lost, kept), value);
  return value;
}

/**
 * Server-side apply has null for a map or list that lost all it held. Built-in kinds read it as
 * nothing; a custom resource whose schema wants an object there is refused (Kubernetes 1.36).
 */
function orNull(left: JsonObject | readonly Json[], before: JsonObject | readonly Json[]): Json {
  const isEmptied = Object.keys(left).length === 0 && Object.keys(before).length > 0;
  return isEmptied ? null : left;
}

function removeItems(list: readonly Json[], lost: FieldSet, kept: FieldSet): readonly Json[] {
  const gone = stepsOf(lost);
  const owned = stepsOf(kept);
  return list.flatMap((item) => {
    const itemLost = nodeOf(item, gone);
    if (itemLost === undefined) return [item];
    const itemKept = nodeOf(item, owned);
    if (itemKept !== undefined && isMember(itemKept))
      return [removeBelow(item, itemLost, itemKept)];
    // Who owns only fields in an element does not keep it, nor them.
    return isMember(itemLost) ? [] : [removeBelow(item, itemLost, {})];
  });
}

function nodeOf(item: Json, nodes: readonly Below[]): FieldSet | undefined {
  return nodes.find(({ step }) => leadsTo(step, item))?.node;
}

function leadsTo(step: Step, item: Json): boolean {
  if (step.type === 'value') return sameValue(step.value, item);
  return step.type === 'keys' && isJsonObject(item) && hasKeys(item, step.keys);
}

function hasKeys(item: JsonObject, keys: JsonObject): boolean {
  return Object.entries(keys).every(([key, value]) => sameValue(fieldOf(item, key) ?? null, value));
}
