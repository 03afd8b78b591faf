import { printable } from '../../../report/printable.ts';
import { styleFor } from '../../../report/style.ts';
import type { Environment } from '../../environment.ts';

/** Tells lines on standard error, warnings in their colour. */
export function tellLines(
  color: boolean,
  { stderr }: Pick<Environment, 'stderr'>,
): (line: string) => void {
  const style = styleFor(color && stderr.isTTY === true);
  return (line) => {
    const [, warning] = /^warning: (.*)$/s.exec(line) ?? [];
    const text =
      warning === undefined
        ? printable(line)
        : `${style('yellow', 'warning:')} ${printable(warning)}`;
    stderr.write(`${text}\n`);
  };
}
