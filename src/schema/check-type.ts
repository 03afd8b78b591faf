import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { isQuantity } from './quantity.ts';
import type { Report, Trail } from './report.ts';
import type { Accepts, Shape } from './shape.ts';
import { showKind, showValue } from './show-value.ts';

/** Whether a value is of the type that its field has; reports it where not. */
export function checkType(
  value: Json,
  { accepts }: Shape,
  at: Trail | null,
  report: Report,
): boolean {
  if (accepts === null || isOfType(value, accepts)) return true;
  if (accepts === 'quantity' && isScalar(value))
    report(
      at,
      `is ${showValue(value, at)}, which is no quantity. Write a number with a suffix such as m, Ki, Mi or Gi: "500m", "1Gi".`,
    );
  else report(at, `is ${showKind(value)}, not ${NAMES[accepts]}.${remedy(value, accepts)}`);
  return false;
}

function isOfType(value: Json, accepts: Accepts): boolean {
  switch (accepts) {
    case 'object':
      return isJsonObject(value);
    case 'list':
      return isJsonArray(value);
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return isInteger(value);
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer-or-text':
      return isInteger(value) || typeof value === 'string';
    case 'quantity':
      return isQuantity(value);
  }
}

function isInteger(value: Json): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object';
}

const NAMES: Readonly<Record<Accepts, string>> = {
  object: 'an object',
  list: 'a list',
  text: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a Boolean',
  'integer-or-text': 'an integer or a string',
  quantity: 'a quantity',
};

function remedy(value: Json, accepts: Accepts): string {
  if (accepts === 'text' && isScalar(value)) return ' Write it in quotes.';
  if (accepts === 'list' && !isJsonArray(value)) return ' Write it in [ ].';
  const isQuoted = typeof value === 'string' && UNQUOTED[accepts]?.test(value) === true;
  return isQuoted ? ' Write it without quotes.' : '';
}

/** What a string holds that was meant as something else. */
const UNQUOTED: Readonly<Partial<Record<Accepts, RegExp>>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
  boolean: /^(?:true|false)$/,
};
