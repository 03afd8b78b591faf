import type { Report, Trail } from './report.ts';
import type { Bound, NumberRules } from './shape.ts';

export function checkNumber(
  value: number | bigint,
  rules: NumberRules,
  at: Trail | null,
  report: Report,
): void {
  const [lowest, highest] = RANGES[rules.format ?? ''] ?? [null, null];
  if (lowest !== null && (value < lowest || value > highest)) {
    report(
      at,
      `is ${String(value)}, which is no ${rules.format ?? ''}: it goes from ${String(lowest)} to ${String(highest)}.`,
    );
    return;
  }
  const { least, greatest, multipleOf } = rules;
  if (least !== null && !isAbove(value, least))
    report(at, `is ${String(value)}, and must be ${showBound(least, 'greater than', 'at least')}.`);
  if (greatest !== null && !isBelow(value, greatest))
    report(at, `is ${String(value)}, and must be ${showBound(greatest, 'less than', 'at most')}.`);
  if (multipleOf !== null && !isMultiple(Number(value), multipleOf))
    report(at, `is ${String(value)}, and must be a multiple of ${String(multipleOf)}.`);
}

const FLOAT_MAX = 3.4028234663852886e38;

const RANGES: Readonly<Record<string, readonly [number | bigint, number | bigint]>> = {
  int32: [-2147483648, 2147483647],
  int64: [-9223372036854775808n, 9223372036854775807n],
  float: [-FLOAT_MAX, FLOAT_MAX],
};

function isAbove(value: number | bigint, { value: bound, exclusive }: Bound): boolean {
  return exclusive ? value > bound : value >= bound;
}

function isBelow(value: number | bigint, { value: bound, exclusive }: Bound): boolean {
  return exclusive ? value < bound : value <= bound;
}

function isMultiple(value: number, factor: number): boolean {
  return Number.isInteger(value / factor);
}

function showBound({ value, exclusive }: Bound, open: string, closed: string): string {
  return `${exclusive ? open : closed} ${String(value)}`;
}
