import type { Scalar } from 'yaml';
import { heldNumber } from './held-number.ts';
import type { ScalarReading } from './read-scalar.ts';

/** Whether kubectl would read a text as JSON: it begins with a brace, and is JSON. */
export function isJsonText(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads a scalar of a JSON text. */
export function readJsonScalar({ source: text = '', type }: Scalar): ScalarReading {
  if (type !== 'PLAIN') return { type: 'value', value: text };
  if (text === 'null') return { type: 'value', value: null };
  if (text === 'true' || text === 'false') return { type: 'value', value: text === 'true' };
  const number = heldNumber(/^-?\d+$/.test(text) ? BigInt(text) : Number(text));
  return number === null
    ? { type: 'refused', reason: `${text} is no number of 64 bits` }
    : { type: 'value', value: number };
}
