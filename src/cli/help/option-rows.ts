import { type OwnOption, showOption } from '../arguments/own-options.ts';
import type { Row } from './columns.ts';

/** Options as rows of help. */
export function optionRows(options: readonly OwnOption[]): readonly Row[] {
  return options.map((option) => [showOption(option), option.description]);
}
