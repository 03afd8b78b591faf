import { Failure } from '../../../model/failure.ts';
import type { OptionValues } from '../../arguments/option-values.ts';

export interface NumberOption {
  readonly least: number;
  readonly most: number;
  /** What it is where nobody says. */
  readonly otherwise: number;
}

/** A whole number within bounds. Throws a `Failure` for anything else. */
export function numberOption(
  options: OptionValues,
  name: string,
  { least, most, otherwise }: NumberOption,
): number {
  const text = options.text(name);
  if (text === null) return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : null;
  if (value !== null && value >= least && value <= most) return value;
  throw new Failure({
    code: 'invalid-value',
    message: `--${name} is a whole number from ${String(least)} to ${String(most)}, not ${JSON.stringify(text)}`,
    hint: `Write --${name}=${String(otherwise)}.`,
  });
}
