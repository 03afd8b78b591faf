import type { Json } from '../model/json.ts';
import { checkValue } from './check-value.ts';
import type { Report, Trail } from './report.ts';
import type { Logic, Shape } from './shape.ts';

/** Checks what holds of several schemas together: all, any or one of them, or not. */
export function checkLogic(value: Json, logic: Logic, at: Trail | null, report: Report): void {
  const { allOf, anyOf, oneOf, not } = logic;
  for (const shape of allOf) checkValue(value, shape, at, report);
  if (anyOf.length > 0 && !anyOf.some((shape) => fits(value, shape)))
    report(at, `fits none of these: ${showFaults(value, anyOf)}.`);
  const fitting = oneOf.filter((shape) => fits(value, shape)).length;
  if (oneOf.length > 0 && fitting === 0)
    report(at, `must fit one of these, and fits none: ${showFaults(value, oneOf)}.`);
  if (fitting > 1)
    report(
      at,
      `must fit one of ${String(oneOf.length)} alternatives, and fits ${String(fitting)}.`,
    );
  if (not !== null && fits(value, not)) report(at, 'is what its schema rules out.');
}

function fits(value: Json, shape: Shape): boolean {
  let isFit = true;
  checkValue(value, shape, null, () => {
    isFit = false;
  });
  return isFit;
}

/** The first fault of each alternative. */
function showFaults(value: Json, shapes: readonly Shape[]): string {
  const texts = shapes.map((shape) => {
    let first = '';
    checkValue(value, shape, null, (at, text) => {
      const part = at === null ? 'it' : String(at.part);
      first ||= `${part} ${text.replace(/\.(?: .*)?$/s, '')}`;
    });
    return first;
  });
  return [...new Set(texts)].join('; ');
}
