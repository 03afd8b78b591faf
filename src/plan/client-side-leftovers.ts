import { isJsonObject, type JsonObject } from '../model/json.ts';
import { clientSideManagers } from './client-side-apply.ts';
import { union, type FieldSet } from './field-set.ts';
import { managedFieldsOf, type ManagedFieldsEntry } from './managed-fields.ts';
import { removeFields } from './remove-fields.ts';

/**
 * What `kubectl apply --server-side` leaves of an object that client-side apply made, given the
 * `result` of its dry run. For real, kubectl hands the fields of client-side apply to the applying
 * manager, `ours`, and applies again, which drops what the manifest does not set; a dry run skips
 * that, and still holds them. The values that the server sets by default in place of dropped ones
 * are not put in: only the server knows them.
 *
 * Null where client-side apply owns nothing, and so nothing is left over.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/client-go/util/csaupgrade/upgrade.go
 */
export function withoutClientSideLeftovers(result: JsonObject, ours: string): JsonObject | null {
  const entries = managedFieldsOf(result);
  const managers = clientSideManagers(entries);
  const isMigrated = ({ manager, operation, subresource }: ManagedFieldsEntry) =>
    managers.has(manager) && operation === 'Update' && subresource === '';
  const migrated = entries.filter(isMigrated);
  const [first] = migrated;
  if (first === undefined) return null;
  const kept = entries.filter((entry) => !isMigrated(entry));
  // Entries of another version of the API are forgotten: what only they own stays.
  const { apiVersion } = kept.find((entry) => isAppliedBy(entry, ours)) ?? first;
  const lost = migrated.filter((entry) => entry.apiVersion === apiVersion);
  const owned = union([fieldsOf(kept), IDENTITY]);
  return withManagedFields(removeFields(result, fieldsOf(lost), owned), kept);
}

/** An object has a name, whoever owns its labels and annotations. */
const IDENTITY: FieldSet = { 'f:metadata': {} };

function isAppliedBy(entry: ManagedFieldsEntry, ours: string): boolean {
  return entry.manager === ours && entry.operation === 'Apply' && entry.subresource === '';
}

function fieldsOf(entries: readonly ManagedFieldsEntry[]): FieldSet {
  return union(entries.map(({ fields }) => fields));
}

function withManagedFields(object: JsonObject, kept: readonly ManagedFieldsEntry[]): JsonObject {
  const { metadata } = object;
  const managedFields = kept.map(({ entry }) => entry);
  return { ...object, metadata: { ...(isJsonObject(metadata) ? metadata : {}), managedFields } };
}
