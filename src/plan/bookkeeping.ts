import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../model/release.ts';

/** What client-side apply remembers of its manifest, secrets included. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Labels and annotations that say who manages an object, and nothing about it. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  labels: [RELEASE_LABEL],
  annotations: [OWNER_ANNOTATION, LAST_APPLIED],
};

/** Metadata that the server keeps for itself. */
const KEPT_BY_SERVER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** An object stays what it is, and its status is its controllers'. */
const NO_CONTENT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'status']);

/** An object without what is no part of its manifest: a difference in it is no change. */
export function withoutBookkeeping(object: JsonObject): JsonObject {
  const { metadata } = object;
  const fields = Object.entries(object).filter(([name]) => !NO_CONTENT.has(name));
  return { ...Object.fromEntries(fields), metadata: isJsonObject(metadata) ? clean(metadata) : {} };
}

function clean(metadata: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([name]) => !KEPT_BY_SERVER.has(name))
      .map(([name, value]): [string, Json] => [name, withoutMarks(value, MARKS[name] ?? [])])
      .filter(([name, value]) => !(name in MARKS && isEmpty(value))),
  );
}

function withoutMarks(value: Json, marks: readonly string[]): Json {
  if (!isJsonObject(value) || marks.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !marks.includes(name)));
}

function isEmpty(value: Json): boolean {
  return value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}
