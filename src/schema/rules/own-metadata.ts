import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';
import { keyFault } from '../../model/name-syntax.ts';

/** Checks what the API server checks of the metadata of an object, and not of a template's. */
export function checkOwnMetadata(metadata: JsonObject, at: Trail, report: Report): void {
  if ((metadata['managedFields'] ?? null) !== null)
    report(below(at, 'managedFields'), 'cannot be applied. Remove it: the API server keeps it.');
  for (const [index, finalizer] of listAt(metadata, 'finalizers').entries()) {
    const fault = typeof finalizer === 'string' ? finalizerFault(finalizer) : null;
    if (fault !== null) report(below(below(at, 'finalizers'), index), fault);
  }
  for (const [index, owner] of listAt(metadata, 'ownerReferences').entries())
    if (isJsonObject(owner)) checkOwner(owner, below(below(at, 'ownerReferences'), index), report);
}

/** Of Kubernetes itself; all others have the domain of those who made them. */
const FINALIZERS: readonly string[] = ['foregroundDeletion', 'kubernetes', 'orphan'];

function finalizerFault(finalizer: string): string | null {
  const fault = keyFault(finalizer);
  if (fault !== null || finalizer.includes('/') || FINALIZERS.includes(finalizer)) return fault;
  return 'must have a domain before it, such as example.com/finalizer.';
}

function checkOwner(owner: JsonObject, at: Trail, report: Report): void {
  for (const field of ['apiVersion', 'kind', 'name', 'uid'])
    if (textAt(owner, field) === '') report(below(at, field), 'is missing.');
}
