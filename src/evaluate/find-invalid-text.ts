import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import { pathBelow } from '../model/option-path.ts';

/**
 * The option path of the first string that is no UTF-8 in the result of an evaluation that was
 * decoded as latin1, or null where every string is.
 */
export function findInvalidText(result: Json): string | null {
  if (!isJsonObject(result) || !isJsonArray(result['manifests'])) return find(result, '');
  const manifests: readonly Json[] = result['manifests'];
  for (const entry of manifests.filter(isJsonObject)) {
    const option = typeof entry['option'] === 'string' ? toText(entry['option']) : '';
    const found = find(entry['manifest'] ?? null, option);
    if (found !== null) return found;
  }
  const { settings = null, ...others } = result;
  return find(settings, 'kubernixos') ?? find({ ...others, manifests: [] }, '');
}

function find(value: Json, path: string): string | null {
  if (typeof value === 'string') return isText(value) ? null : path;
  if (isJsonArray(value)) {
    return first([...value.entries()], ([index, child]) => find(child, pathBelow(path, index)));
  }
  return first(attributes(value), ([key, child]) => {
    const inner = pathBelow(path, toText(key));
    return isText(key) ? find(child, inner) : inner;
  });
}

/** Without what repeats the name of the object. */
function attributes(value: Json): readonly (readonly [string, Json])[] {
  return everyAttribute(value).filter(([name]) => name !== OWNER_ANNOTATION);
}

function everyAttribute(value: Json): readonly (readonly [string, Json])[] {
  if (!isJsonObject(value)) return [];
  const escaped = value['__kubernixos'];
  return isJsonArray(escaped) ? pairs(escaped) : Object.entries(value);
}

/** A set that could only leave Nix as a list of pairs. */
function pairs(list: readonly Json[]): [string, Json][] {
  return list.flatMap((pair): [string, Json][] => {
    const [key, value] = isJsonArray(pair) ? pair : [];
    return typeof key === 'string' && value !== undefined ? [[key, value]] : [];
  });
}

function first<T>(items: readonly T[], look: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}

function isText(latin1: string): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(latin1, 'latin1'));
    return true;
  } catch {
    return false;
  }
}

function toText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
