import type { JsonObject } from '../../src/model/json.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An entry of `metadata.managedFields`. */
export function owner(
  manager: string,
  operation: 'Apply' | 'Update',
  fieldsV1: JsonObject,
  more: { readonly apiVersion?: string; readonly subresource?: string } = {},
): JsonObject {
  return { manager, operation, apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1, ...more };
}

/** An object with these entries, and nothing else. */
export function ownedBy(...managedFields: readonly JsonObject[]): JsonObject {
  return { metadata: { managedFields } };
}

/** The owner of the annotation by which client-side apply is known, and of further fields. */
export function clientSideApply(fields: JsonObject, labels: JsonObject = {}): JsonObject {
  return owner('kubectl-client-side-apply', 'Update', {
    'f:metadata': {
      'f:annotations': { '.': {}, [`f:${LAST_APPLIED}`]: {} },
      'f:labels': { '.': {}, ...labels },
    },
    ...fields,
  });
}
