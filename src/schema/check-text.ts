import { formatFault } from './formats.ts';
import type { Report, Trail } from './report.ts';
import type { TextRules } from './shape.ts';
import { showValue } from './show-value.ts';

export function checkText(value: string, rules: TextRules, at: Trail | null, report: Report): void {
  const { format, dialect, pattern, shortest, longest } = rules;
  const fault = format === null ? null : formatFault(value, format, dialect);
  if (fault !== null) report(at, `is ${showValue(value, at)}, which is no ${fault}.`);
  if (pattern?.expression?.test(value) === false)
    report(at, `is ${showValue(value, at)}, which does not match ${pattern.source}.`);
  const length = shortest === null && longest === null ? 0 : lengthOf(value);
  if (shortest !== null && length < shortest)
    report(at, `has ${String(length)} characters, and needs ${String(shortest)}.`);
  if (longest !== null && length > longest)
    report(at, `has ${String(length)} characters, and may have ${String(longest)}.`);
}

/** In characters of Unicode, as Go counts. */
function lengthOf(text: string): number {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '.').length;
}
