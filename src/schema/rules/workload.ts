import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, objectAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';
import { checkMounts } from './mounts.ts';

/** Checks that a workload selects the pods that it makes, and that they run for good. */
export function checkWorkload(spec: JsonObject, at: Trail | null, report: Report): void {
  const template = objectAt(spec, 'template');
  const wanted = objectAt(spec, 'selector', 'matchLabels');
  const labels = objectAt(template, 'metadata', 'labels');
  const place = below(below(below(at, 'template'), 'metadata'), 'labels');
  for (const [key, value] of Object.entries(wanted))
    if ((labels[key] ?? '') !== (value ?? '') || !Object.hasOwn(labels, key))
      report(below(place, key), `must be what the selector demands: ${JSON.stringify(value)}.`);
  if (isSelectorEmpty(spec))
    report(below(at, 'selector'), 'selects nothing: matchLabels is empty.');
  const policy = textAt(template, 'spec', 'restartPolicy');
  if (policy !== '' && policy !== 'Always' && RESTARTS.includes(policy))
    report(below(below(below(at, 'template'), 'spec'), 'restartPolicy'), 'must be "Always" here.');
  checkVolumes(spec, at, report);
}

/** Checks the volumes of the pods that a workload makes. */
function checkVolumes(spec: JsonObject, at: Trail | null, report: Report): void {
  const claims = listAt(spec, 'volumeClaimTemplates').filter(isJsonObject);
  const names = claims.map((claim) => textAt(claim, 'metadata', 'name'));
  const place = below(below(at, 'template'), 'spec');
  checkMounts(objectAt(spec, 'template', 'spec'), names, place, report);
}

/** Others are no policies at all, which is told elsewhere. */
const RESTARTS: readonly string[] = ['Always', 'Never', 'OnFailure'];

function isSelectorEmpty({ selector }: JsonObject): boolean {
  if (!isJsonObject(selector) || Object.keys(selector).length === 0) return false;
  return ['matchLabels', 'matchExpressions'].every((word) => isNothing(selector, word));
}

function isNothing(selector: JsonObject, word: string): boolean {
  const value = selector[word] ?? null;
  return value === null || Object.keys(value).length === 0;
}

/** Checks that the pods of a Job come to an end. */
export function checkJob(spec: JsonObject, at: Trail | null, report: Report): void {
  checkVolumes(spec, at, report);
  const template = objectAt(spec, 'template');
  if (!isJsonObject(template['spec'])) return;
  const policy = textAt(template, 'spec', 'restartPolicy');
  if (policy === '' || policy === 'Always')
    report(
      below(below(below(at, 'template'), 'spec'), 'restartPolicy'),
      `${policy === '' ? 'is missing' : 'is "Always"'}. A Job needs "Never" or "OnFailure".`,
    );
}
