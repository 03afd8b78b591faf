import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

const PATCH = '$patch';

/**
 * Whether a field of a list's element would direct the merge of lists, as `"$patch" = "delete"` does,
 * and so has to be forced to stay data. An object of its own may say so anyway.
 */
export function isForced(element: JsonObject, name: string): boolean {
  const isObject = Object.hasOwn(element, 'apiVersion') && Object.hasOwn(element, 'kind');
  return name === PATCH && !isObject;
}

/** Whether anything in a value has to be forced. */
export function needsForce(value: Json): boolean {
  if (isJsonArray(value))
    return value.some(
      (element) =>
        (isJsonObject(element) && Object.keys(element).some((name) => isForced(element, name))) ||
        needsForce(element),
    );
  return isJsonObject(value) && Object.values(value).some(needsForce);
}
