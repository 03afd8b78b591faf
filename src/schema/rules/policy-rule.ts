import type { JsonObject } from '../../model/json.ts';
import { listAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that a rule of a role is about something. */
export function checkPolicyRule(rule: JsonObject, at: Trail | null, report: Report): void {
  if (listAt(rule, 'nonResourceURLs').length > 0) return;
  for (const field of ['apiGroups', 'resources'])
    if (listAt(rule, field).length === 0) report(below(at, field), 'is missing.');
}
