/**
 * A number as Kubernetes holds it: integers of 64 bits are integers, also where they are written as a
 * float, since JSON does not tell the two apart; all others are floats. Null for what is not finite,
 * which JSON cannot carry.
 * https://pkg.go.dev/sigs.k8s.io/json
 */
export function heldNumber(value: number | bigint): number | bigint | null {
  if (typeof value === 'bigint') return heldInteger(value);
  if (!Number.isFinite(value)) return null;
  const digits = String(value);
  // JSON in Go has an exponent from here on; then the number stays a float.
  return /^-?\d+$/.test(digits) ? heldInteger(BigInt(digits)) : value;
}

function heldInteger(value: bigint): number | bigint {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return BigInt.asIntN(64, value) === value ? value : number;
}
