import type { TextRule } from './value-rules.ts';

/** As long as systemd reads a line, to Ignition. */
const MOST_BYTES = 2048;

/**
 * What Ignition cannot read as a file of systemd: lines in a section without a `=`, and lines that are
 * too long.
 */
export const unitText: TextRule = (text) => {
  const lines = text.split('\n');
  const long = lines.findIndex((line) => Buffer.byteLength(line) >= MOST_BYTES);
  if (long >= 0) return `too long in line ${String(long + 1)}: 2047 bytes are the most`;
  const strange = linesInSections(lines).find(({ line }) => !/^\[[^\]]*\]\s*$|=/.test(line));
  return strange === undefined
    ? null
    : `no file of systemd: line ${String(strange.number)} sets nothing, with no =`;
};

/** Whether a unit that is enabled says what wants it. */
export function hasInstall(text: string): boolean {
  return /^\s*\[Install\]/m.test(text);
}

interface Line {
  readonly number: number;
  readonly line: string;
}

/** Lines that begin something: no blanks, comments, continuations, nor what stands before all sections. */
function linesInSections(lines: readonly string[]): readonly Line[] {
  const first = lines.findIndex((line) => line.trimStart().startsWith('['));
  return lines.flatMap((text, index) => {
    const line = text.trim();
    const isOne = first >= 0 && index >= first && line !== '' && !/^[#;]/.test(line);
    return isOne && !continues(lines[index - 1]) ? [{ number: index + 1, line }] : [];
  });
}

function continues(before: string | undefined): boolean {
  return before !== undefined && /\\ ?\r?$/.test(before);
}
