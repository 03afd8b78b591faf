import { parseJson } from '../model/exact-json.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { elementPath, fieldPath } from './field-path.ts';

/**
 * One entry of `metadata.managedFields`.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export interface FieldsEntry {
  readonly manager: string;
  /** `Apply` or `Update`. */
  readonly operation: string;
  /** Empty for the object itself. */
  readonly subresource: string;
  /** The tree of `fieldsV1`: each name is a step (`f:NAME`, `k:KEYS`, `v:VALUE`, `i:INDEX`) or `.`. */
  readonly fields: JsonObject;
}

export function fieldsEntries(object: JsonObject): readonly FieldsEntry[] {
  const metadata = object['metadata'];
  const entries = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  if (!isJsonArray(entries)) return [];
  return entries
    .filter((entry) => isJsonObject(entry))
    .map((entry) => ({
      manager: text(entry['manager']),
      operation: text(entry['operation']),
      subresource: text(entry['subresource']),
      fields: isJsonObject(entry['fieldsV1']) ? entry['fieldsV1'] : {},
    }));
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** One step of a `fieldsV1` tree. */
export type FieldStep =
  | { readonly type: 'field'; readonly name: string }
  /** The element of a list that has these values. */
  | { readonly type: 'keys'; readonly keys: JsonObject }
  /** The element of a set that is this value. */
  | { readonly type: 'value'; readonly value: Json }
  | { readonly type: 'index'; readonly index: number };

/** Null for what is no step, such as `.`. */
export function parseStep(step: string): FieldStep | null {
  const rest = step.slice(2);
  switch (step.slice(0, 2)) {
    case 'f:':
      return { type: 'field', name: rest };
    case 'k:': {
      const keys = parseJson(rest);
      return isJsonObject(keys) ? { type: 'keys', keys } : null;
    }
    case 'v:':
      return { type: 'value', value: parseJson(rest) };
    case 'i:':
      return { type: 'index', index: Number(rest) };
    default:
      return null;
  }
}

/** The path of a step below `path`, as in a FieldChange. */
export function stepPath(path: string, step: FieldStep): string {
  switch (step.type) {
    case 'field':
      return fieldPath(path, step.name);
    case 'keys':
      return elementPath(path, step.keys);
    case 'value':
      return elementPath(path, { value: step.value });
    case 'index':
      return `${path}[${String(step.index)}]`;
  }
}
