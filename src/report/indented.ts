import { printableLine } from './printable.ts';

/** The lines of another program's report, which cannot pass for ours. */
export function indented(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `  ${printableLine(line)}`);
}
