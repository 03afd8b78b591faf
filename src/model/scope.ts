import { matchesLabels, type Requirement } from './label-selector.ts';
import type { ObjectKey } from './object-key.ts';

/** What `-n` and `-l` narrow a run to. */
export interface Scope {
  /** Null: all namespaces and the cluster-scoped kinds. */
  readonly namespace: string | null;
  readonly selector: readonly Requirement[];
}

/** Whether the run may send or delete this object. */
export function inScope(
  scope: Scope,
  key: ObjectKey,
  labels: Readonly<Record<string, string>>,
): boolean {
  const inNamespace = scope.namespace === null || scope.namespace === key.namespace;
  return inNamespace && matchesLabels(scope.selector, labels);
}
