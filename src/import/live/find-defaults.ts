import { isCustomGroup } from '../../model/built-in.ts';
import type { Field } from '../../model/field.ts';
import { isJsonObject, type JsonObject, withoutFields } from '../../model/json.ts';
import type { LiveObject } from '../../model/managed-object.ts';
import { FIELD_MANAGER } from '../../model/release.ts';
import type { KubeApi } from '../../ports/kube-api.ts';
import { dropDefaults, fieldsNotFilledIn } from './drop-defaults.ts';

/** Which fields that may be defaults have to stay. */
export interface DefaultsFound {
  readonly kept: readonly Field[];
  /** Why the server could not be asked, and all have to stay; null where it could. */
  readonly refusal: string | null;
}

/**
 * Asks the server, in a dry run, what it would fill in where all that may be a default is left out.
 * `managedFields` do not tell: who creates an object owns the defaults, too.
 */
export async function findDefaults(
  api: KubeApi,
  { type, key }: LiveObject,
  live: JsonObject,
  signal: AbortSignal,
): Promise<DefaultsFound> {
  const { object, removed } = dropDefaults(live);
  if (isCustomGroup(key.group) || removed.length === 0) return { kept: removed, refusal: null };
  const { namespace, name } = key;
  const place = { namespace, name, fieldManager: FIELD_MANAGER };
  const answer = await api.rehearseReplace(type, unconditional(object), place, signal);
  if (!answer.ok) return { kept: removed, refusal: answer.error.message };
  return { kept: fieldsNotFilledIn(removed, live, answer.value), refusal: null };
}

/** Whoever writes to the object meanwhile, as its controllers do, changes no default. */
function unconditional(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return object;
  return { ...object, metadata: withoutFields(metadata, ['managedFields', 'resourceVersion']) };
}
