import type { Field } from '../model/field.ts';

/** What is wrong with a field of a manifest. */
export interface Fault {
  /** Below the manifest. */
  readonly path: Field;
  /** What follows the name of the field in a sentence: `is missing`. */
  readonly text: string;
}

/** The way to a value, from the inside out; null is the manifest itself. */
export interface Trail {
  readonly above: Trail | null;
  readonly part: string | number;
}

export type Report = (at: Trail | null, text: string) => void;

/** The way to a field of the value at a trail. */
export function below(above: Trail | null, part: string | number): Trail {
  return { above, part };
}

/** A trail from the outside in. */
export function pathOf(trail: Trail | null): Field {
  const parts: (string | number)[] = [];
  for (let at = trail; at !== null; at = at.above) parts.push(at.part);
  return parts.reverse();
}
