import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { FieldSet } from './field-set.ts';

/** What one field manager owns of an object, by one way of writing. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  /** `Apply` or `Update`. */
  readonly operation: string;
  readonly apiVersion: string;
  /** Empty where the object itself was written. */
  readonly subresource: string;
  readonly fields: FieldSet;
  /** The entry as it stands in the object. */
  readonly entry: JsonObject;
}

/** Reads `metadata.managedFields`; empty where they were stripped. */
export function managedFieldsOf(object: JsonObject): readonly ManagedFieldsEntry[] {
  const { metadata } = object;
  const entries = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  return isJsonArray(entries) ? entries.filter(isJsonObject).map(readEntry) : [];
}

function readEntry(entry: JsonObject): ManagedFieldsEntry {
  const { manager, operation, apiVersion, subresource, fieldsV1 } = entry;
  return {
    manager: text(manager),
    operation: text(operation),
    apiVersion: text(apiVersion),
    subresource: text(subresource),
    fields: isJsonObject(fieldsV1) ? fieldsV1 : {},
    entry,
  };
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
