import type { JsonObject } from '../../model/json.ts';
import { objectAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that a PersistentVolumeClaim asks for some storage. */
export function checkClaim(claim: JsonObject, at: Trail | null, report: Report): void {
  const requests = objectAt(claim, 'resources', 'requests');
  const isAsked = (requests['storage'] ?? null) !== null;
  if (Object.keys(requests).length > 0 && !isAsked)
    report(below(below(below(at, 'resources'), 'requests'), 'storage'), 'is missing.');
}
