import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, objectAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';
import { keyFault, labelFault } from '../../model/name-syntax.ts';
import { checkLabels } from './metadata.ts';

/** Checks a selector of labels. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function checkSelector(selector: JsonObject, at: Trail | null, report: Report): void {
  checkLabels(objectAt(selector, 'matchLabels'), below(at, 'matchLabels'), report);
  for (const [index, expression] of listAt(selector, 'matchExpressions').entries())
    if (isJsonObject(expression))
      checkExpression(expression, below(below(at, 'matchExpressions'), index), report);
}

/** Whether an operator takes values. */
const OPERATORS: Readonly<Record<string, boolean>> = {
  In: true,
  NotIn: true,
  Exists: false,
  DoesNotExist: false,
};

function checkExpression(expression: JsonObject, at: Trail, report: Report): void {
  const key = textAt(expression, 'key');
  const keyProblem = keyFault(key);
  if (keyProblem !== null) report(below(at, 'key'), keyProblem);
  const operator = textAt(expression, 'operator');
  const values = listAt(expression, 'values');
  const takesValues = OPERATORS[operator];
  if (takesValues === undefined)
    report(below(at, 'operator'), `must be one of ${Object.keys(OPERATORS).join(', ')}.`);
  else if (takesValues && values.length === 0)
    report(below(at, 'values'), `is empty: ${operator} needs values.`);
  else if (!takesValues && values.length > 0)
    report(below(at, 'values'), `must be empty: ${operator} takes no values.`);
  for (const [index, value] of values.entries()) {
    const fault = typeof value === 'string' ? labelFault(value) : null;
    if (fault !== null) report(below(below(at, 'values'), index), fault);
  }
}
