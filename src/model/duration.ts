const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)`;
const UNIT = '(?:ns|us|µs|ms|s|m|h)';
const DURATION = new RegExp(`^(?:${NUMBER}${UNIT})+$`);
const PARTS = new RegExp(`(${NUMBER})(${UNIT})`, 'g');

/**
 * Milliseconds of a duration as kubectl's flags have it, such as `90s` and `1h30m`; null for
 * anything else, and for what is below zero. https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | null {
  if (text === '0') return 0;
  if (!DURATION.test(text)) return null;
  return [...text.matchAll(PARTS)].reduce(
    (sum, [, number = '', unit = '']) => sum + Number(number) * (MILLISECONDS[unit] ?? NaN),
    0,
  );
}
