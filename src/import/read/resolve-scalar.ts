import { heldNumber } from './held-number.ts';

/** What a scalar without quotes is; an infinite number, or none, is nothing that a manifest can hold. */
export type Resolved =
  | { readonly type: 'null' | 'string' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number | bigint; readonly isFloat: boolean }
  | { readonly type: 'infinite' };

/**
 * Reads a scalar as kubectl does, which knows words and numbers of YAML 1.1 and some of YAML 1.2.
 * https://pkg.go.dev/go.yaml.in/yaml/v2#section-readme
 */
export function resolveScalar(text: string): Resolved {
  if (NULL.test(text)) return { type: 'null' };
  if (TRUE.test(text)) return { type: 'boolean', value: true };
  if (FALSE.test(text)) return { type: 'boolean', value: false };
  if (NOT_FINITE.test(text)) return { type: 'infinite' };
  return resolveNumber(text) ?? { type: 'string' };
}

const NULL = /^(?:|~|null|Null|NULL)$/;
const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function resolveNumber(text: string): Resolved | null {
  if (!/^[-+.\d]/.test(text)) return null;
  if (text.startsWith('.') && !POINT_FIRST.test(text)) return null;
  const digits = text.replaceAll('_', '');
  const integer = readInteger(digits);
  if (integer !== null) return toNumber(integer, false);
  return FLOAT.test(digits) && Number.isFinite(Number(digits))
    ? toNumber(Number(digits), true)
    : null;
}

function toNumber(value: number | bigint, isFloat: boolean): Resolved {
  const held = heldNumber(value);
  return held === null ? { type: 'infinite' } : { type: 'number', value: held, isFloat };
}

/** What begins with a point is read more strictly: an underscore stands between digits. */
const POINT_FIRST = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** Bases as in Go, where a leading zero means octal; beyond 64 bits it is none. */
function readInteger(text: string): bigint | null {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (!INTEGER.test(digits)) return null;
  const magnitude = BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
  const value = sign === '-' ? -magnitude : magnitude;
  const isHeld = sign === '' ? value < 2n ** 64n : BigInt.asIntN(64, value) === value;
  return isHeld ? value : null;
}

const INTEGER = /^(?:0|[1-9]\d*|0[oO]?[0-7]+|0[xX][\da-fA-F]+|0[bB][01]+)$/;
