/**
 * A number as Nix code has it. Integers beyond 64 bits are floats, for Nix as for Kubernetes; a float
 * always shows that it is one.
 */
export function printNumber(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return printInteger(BigInt(value));
  return Math.abs(value) < SMALLEST_NORMAL
    ? `builtins.fromJSON "${String(value)}"`
    : printFloat(value);
}

const LEAST_INTEGER = -(2n ** 63n);

/** A literal is always positive to Nix, and the least integer has no positive counterpart. */
function printInteger(value: bigint): string {
  return value === LEAST_INTEGER ? `${String(value + 1n)} - 1` : String(value);
}

/** Below it, a literal is out of range to Nix. */
const SMALLEST_NORMAL = 2 ** -1022;

/** Nix wants a point, also before an exponent. */
function printFloat(value: number): string {
  const text = Number.isInteger(value) ? value.toExponential() : String(value);
  const [digits = '', exponent] = text.split(/e\+?/);
  const point = digits.includes('.') ? digits : `${digits}.0`;
  return exponent === undefined ? point : `${point}e${exponent}`;
}
