import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that a rule of a role is about something. */
export function checkPolicyRule(rule: JsonObject, at: Trail | null, report: Report): void {
  if (listAt(rule, 'nonResourceURLs').length > 0) return;
  for (const field of ['apiGroups', 'resources'])
    if (listAt(rule, field).length === 0) report(below(at, field), 'is missing.');
}

/** Checks that a ClusterRoleBinding names each ServiceAccount with its namespace. */
export function checkClusterBinding(binding: JsonObject, at: Trail | null, report: Report): void {
  for (const [index, subject] of listAt(binding, 'subjects').entries())
    if (isJsonObject(subject) && textAt(subject, 'kind') === 'ServiceAccount')
      if (textAt(subject, 'namespace') === '')
        report(below(below(below(at, 'subjects'), index), 'namespace'), 'is missing.');
}
