import { isScalar } from 'yaml';
import type { readScalar } from './read-scalar.ts';

export type KeyReading =
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'refused'; readonly reason: string };

/** The key of a mapping as text. kubectl rewrites a fraction (1.10 becomes 1.1), which nobody wants. */
export function readKey(
  node: unknown,
  reader: { readonly readScalar: typeof readScalar },
): KeyReading {
  if (!isScalar(node)) return { type: 'refused', reason: 'a key has to be text' };
  const reading = reader.readScalar(node);
  if (reading.type === 'refused') return reading;
  const { value } = reading;
  if (value === null) return { type: 'refused', reason: 'a key is missing' };
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    return { type: 'refused', reason: `the key ${String(node.source)} needs quotes` };
  return { type: 'value', value: String(value) };
}
