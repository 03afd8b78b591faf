import { LAST_APPLIED_ANNOTATION } from '../model/bookkeeping.ts';
import { below, isMember, type FieldSet } from './field-set.ts';
import type { ManagedFieldsEntry } from './managed-fields.ts';

/**
 * The managers that `kubectl apply --server-side` takes for client-side apply, and whose fields it
 * moves to the applying manager: those that own the annotation by an update.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#L905
 */
export function clientSideManagers(entries: readonly ManagedFieldsEntry[]): ReadonlySet<string> {
  return new Set(
    entries
      .filter(({ operation, fields }) => operation === 'Update' && ownsLastApplied(fields))
      .map(({ manager }) => manager),
  );
}

function ownsLastApplied(fields: FieldSet): boolean {
  const path = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED_ANNOTATION}`];
  const node = path.reduce<FieldSet | undefined>((set, key) => set && below(set, key), fields);
  return node !== undefined && isMember(node);
}
