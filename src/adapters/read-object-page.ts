import type { LiveObject } from '../model/managed-object.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { ApiResult, ObjectPage } from '../ports/kube-api.ts';
import { strangeAnswer } from './api-failures.ts';
import { list, record, text, textOrNull } from './narrow.ts';
import { readLiveObject } from './read-live-object.ts';

/**
 * Reads one page of a list. What is no list, and a list with anything in it that cannot be told from
 * other objects, is an error as a whole: read as far as possible, it would pass for one that holds less.
 */
export function readObjectPage(document: unknown, type: ResourceType): ApiResult<ObjectPage> {
  if (!isList(document)) return strangeAnswer('it answers with no list');
  const objects = list(record(document)['items']).map((item) => readLiveObject(item, type));
  if (!objects.every(isIdentified))
    return strangeAnswer('it lists an object without name, namespace or uid');
  const metadata = record(record(document)['metadata']);
  const continueToken = textOrNull(metadata['continue']);
  const { remainingItemCount } = metadata;
  const remaining = typeof remainingItemCount === 'number' ? remainingItemCount : null;
  if (continueToken === null && (remaining ?? 0) > 0) return strangeAnswer('its list is cut short');
  return { ok: true, value: { objects, continueToken, remaining } };
}

/** Whether the metadata say which object it is. */
export function isIdentified({ key, type, uid }: LiveObject): boolean {
  return key.name !== '' && uid !== '' && (key.namespace !== '') === type.namespaced;
}

/**
 * An empty list may have items of null, but Kubernetes always writes the field; anything else would be
 * read as empty without being so.
 */
function isList(document: unknown): boolean {
  const { kind, items } = record(document);
  return text(kind).endsWith('List') && (Array.isArray(items) || items === null);
}
