import { Failure } from '../../../model/failure.ts';
import type { OptionValues } from '../../arguments/option-values.ts';

const MOST = 65_535;

/** A whole number, not below zero. Throws a `Failure` for anything else. */
export function numberOption(options: OptionValues, name: string, otherwise: number): number {
  const text = options.text(name);
  if (text === null) return otherwise;
  if (/^\d{1,5}$/.test(text) && Number(text) <= MOST) return Number(text);
  throw new Failure({
    code: 'invalid-value',
    message: `--${name} is a whole number up to ${String(MOST)}, not ${JSON.stringify(text)}`,
    hint: `Write --${name}=${String(otherwise)}.`,
  });
}
