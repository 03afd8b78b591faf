import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { sameValue } from '../model/same-value.ts';
import { checkList } from './check-list.ts';
import { checkLogic } from './check-logic.ts';
import { checkNumber } from './check-number.ts';
import { checkObject } from './check-object.ts';
import { checkText } from './check-text.ts';
import { checkType } from './check-type.ts';
import type { Report, Trail } from './report.ts';
import type { Shape } from './shape.ts';
import { showChoices, showValue } from './show-value.ts';

/** Checks a value and all that is below it, and reports every fault. */
export function checkValue(value: Json, shape: Shape, at: Trail | null, report: Report): void {
  if (value === null) {
    if (shape.nulls === 'refused') report(at, 'is null. Remove it, or give it a value.');
    return;
  }
  if (!checkType(value, shape, at, report)) return;
  if (isJsonArray(value)) {
    if (shape.list !== null) checkList(value, shape.list, at, report);
  } else if (isJsonObject(value)) {
    if (shape.object !== null) checkObject(value, shape.object, shape.dialect, at, report);
  } else if (typeof value === 'string') {
    if (shape.text !== null) checkText(value, shape.text, at, report);
  } else if (typeof value !== 'boolean' && shape.number !== null) {
    checkNumber(value, shape.number, at, report);
  }
  if (shape.choices !== null && !isNone(value, shape, at))
    checkChoice(value, shape.choices, at, report);
  if (shape.logic !== null) checkLogic(value, shape.logic, at, report);
}

/** In a field of Go's types, an empty text stands for no text, and gives way to the default. */
function isNone(value: Json, { dialect }: Shape, at: Trail | null): boolean {
  return value === '' && dialect === 'builtin' && typeof at?.part !== 'number';
}

function checkChoice(
  value: Json,
  choices: readonly Json[],
  at: Trail | null,
  report: Report,
): void {
  if (choices.some((choice) => sameValue(choice, value))) return;
  report(at, `is ${showValue(value, at)}. It may be ${showChoices(choices)}.`);
}
