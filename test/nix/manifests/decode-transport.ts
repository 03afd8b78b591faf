const mark = '__kubernixos';

/** Takes the transport form of lib/encode.nix back to plain JSON; for tests, whose numbers are all doubles. */
export function decodeTransport(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeTransport);
  if (!isRecord(value)) return value;
  const escaped = value[mark];
  if (escaped === undefined) return mapValues(value);
  if (Array.isArray(escaped)) return mapValues(Object.fromEntries(escaped.filter(isEntry)));
  return isBinary(escaped) ? toDouble(escaped) : escaped;
}

const mapValues = (record: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, decodeTransport(value)]));

// In two steps: the power alone may be beyond what a double can hold.
function toDouble({ mantissa, exponent }: Binary): number {
  const half = Math.trunc(exponent / 2);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}

interface Binary {
  readonly mantissa: number;
  readonly exponent: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEntry = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';

const isBinary = (value: unknown): value is Binary =>
  isRecord(value) && typeof value['mantissa'] === 'number' && typeof value['exponent'] === 'number';
