import { printJson } from '../model/exact-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Target } from '../model/target.ts';

/**
 * What kubectl reads: one document per object and no List, so that an object which kubectl cannot
 * even send does not hide the others.
 */
export function applyPayload(targets: readonly Target[]): string {
  return targets.map((target) => `${printJson(encodeSecret(placeObject(target)))}\n`).join('---\n');
}

/**
 * Writes the namespace into an object that names none: kubectl must not find another one than the
 * plan did.
 */
function placeObject({ manifest, key }: Target): JsonObject {
  const { object } = manifest;
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  return key.namespace === '' || manifest.namespace !== ''
    ? object
    : { ...object, metadata: { ...metadata, namespace: key.namespace } };
}

/**
 * Turns a Secret's `stringData` into `data`. The server does so too, but then server-side apply
 * owns the key in `stringData` only, and never removes it from `data`.
 */
function encodeSecret(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object;
  if (object['apiVersion'] !== 'v1' || object['kind'] !== 'Secret' || !isJsonObject(stringData))
    return object;
  const data = isJsonObject(object['data']) ? object['data'] : {};
  return { ...rest, data: { ...data, ...encodeValues(stringData) } };
}

/** Values of other types are left for the server to refuse. */
function encodeValues(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, Json] => [
      key,
      typeof value === 'string' ? Buffer.from(value, 'utf8').toString('base64') : value,
    ]),
  );
}
