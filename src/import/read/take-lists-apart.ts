import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import type { SourceDocument } from './read-documents.ts';
import type { SourcePlace } from './source-problem.ts';

/** What ought to be an object, and where it stands. */
export interface FoundValue {
  readonly value: Json;
  readonly place: SourcePlace;
}

/**
 * The objects of a document: itself, or the items of a List, which may be Lists again. Items of a typed
 * List, such as a ConfigMapList, may leave out what its kind says.
 */
export function takeListsApart({ value, placeOf }: SourceDocument): readonly FoundValue[] {
  return apart(value, placeOf(value), placeOf);
}

function apart(
  value: Json,
  place: SourcePlace,
  placeOf: SourceDocument['placeOf'],
): readonly FoundValue[] {
  if (!isJsonObject(value)) return [{ value, place }];
  const items = itemsOf(value);
  if (items === null) return [{ value, place }];
  return items.flatMap((item) => apart(complete(value, item), placeOf(item), placeOf));
}

function itemsOf(object: JsonObject): readonly Json[] | null {
  const items = fieldOf(object, 'items');
  if (listedKind(object) === null || items === undefined) return null;
  if (items === null) return [];
  return isJsonArray(items) ? items : null;
}

/** `ConfigMap` of a ConfigMapList; empty for a List of anything; null for what is no List. */
function listedKind(object: JsonObject): string | null {
  const kind = fieldOf(object, 'kind');
  return typeof kind === 'string' && kind.endsWith('List') ? kind.slice(0, -'List'.length) : null;
}

function complete(list: JsonObject, item: Json): Json {
  const kind = listedKind(list) ?? '';
  if (kind === '' || !isJsonObject(item)) return item;
  const apiVersion = fieldOf(list, 'apiVersion');
  return { ...(apiVersion === undefined ? {} : { apiVersion }), kind, ...item };
}
