import { type ApiError, isNotFound } from '../model/api-error.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';
import type { Target } from '../model/target.ts';
import type { Rehearsed } from '../plan/plan-apply.ts';
import type { KubeApi } from '../ports/kube-api.ts';

/** What is there before a run: the object, null where there is none, or why nothing can be sent. */
export type Seen =
  | { readonly type: 'live'; readonly object: JsonObject | null }
  | Extract<Rehearsed, { readonly type: 'waits' | 'unknown' | 'refused' }>;

/** Reads one object of the release as a whole. */
export async function lookBefore(
  api: KubeApi,
  { type, key }: Target,
  signal: AbortSignal,
): Promise<Seen> {
  const answer = await api.read(type, key.namespace, key.name, signal);
  return answer.ok ? seeLive(answer.value) : seeError(answer.error);
}

/**
 * What is there of an object that waits for its kind to be served: it may be there in another version,
 * to which its CustomResourceDefinition adds one.
 */
export async function lookBehind(
  { api, discovery }: { readonly api: KubeApi; readonly discovery: Discovery },
  target: Target,
  note: string,
  signal: AbortSignal,
): Promise<Seen> {
  const type = target.served ? undefined : otherVersion(target, discovery);
  const seen = type === undefined ? null : await lookBefore(api, { ...target, type }, signal);
  return seen?.type === 'live' && seen.object !== null
    ? { type: 'unknown', live: seen.object, note: 'its CustomResourceDefinition changes first' }
    : { type: 'waits', note };
}

function otherVersion({ key }: Target, { served }: Discovery): ResourceType | undefined {
  return [...served.values()]
    .map((kinds) => kinds.get(key.kind))
    .find((type) => type?.group === key.group);
}

/** What is being deleted goes first, and is then created anew. */
function seeLive(object: JsonObject): Seen {
  return metadataOf(object)['deletionTimestamp'] === undefined
    ? { type: 'live', object }
    : { type: 'waits', note: 'it is being deleted, and is applied anew when it has gone' };
}

function seeError(error: ApiError): Seen {
  return isNotFound(error)
    ? { type: 'live', object: null }
    : { type: 'refused', message: `what is there cannot be read: ${error.message}` };
}

export function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}
