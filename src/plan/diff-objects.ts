import type { JsonObject } from '../model/json.ts';
import { groupOf } from '../model/object-key.ts';
import type { FieldChange } from '../model/plan.ts';
import { withoutBookkeeping } from '../model/bookkeeping.ts';
import { diffFields } from './diff-values.ts';
import { diffSecretData, isSecret, withoutSecretData } from './diff-secret-data.ts';

/**
 * What differs between an object as it is and as it would be, sorted by path. Not told: what the
 * server and appliers note about it, the status, and another version of the same API group. Of the
 * values of a Secret it is told that they differ, and nothing else.
 */
export function diffObjects(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const [from, to] = sameVersion(withoutBookkeeping(before), withoutBookkeeping(after));
  const changes =
    isSecret(before) || isSecret(after)
      ? [
          ...diffFields('', withoutSecretData(from), withoutSecretData(to)),
          ...diffSecretData(from, to),
        ]
      : diffFields('', from, to);
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function sameVersion(from: JsonObject, to: JsonObject): readonly [JsonObject, JsonObject] {
  const { apiVersion: old, ...oldRest } = from;
  const { apiVersion: now, ...nowRest } = to;
  const isSameGroup =
    typeof old === 'string' && typeof now === 'string' && groupOf(old) === groupOf(now);
  return isSameGroup ? [oldRest, nowRest] : [from, to];
}
