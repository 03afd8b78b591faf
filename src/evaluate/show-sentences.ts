import type { Field, Position } from '../model/field.ts';

/** A text, with what tells where the fields are that it is about. */
export type Sentence = readonly (string | Place)[];

export interface Place {
  readonly field: Field;
  /** All that define the manifest. */
  readonly files: readonly string[];
}

/**
 * Sentences with the lines of what they are about, as `locate` finds them: for each field its
 * positions. Where it fails, with files: the lines are help, and not what the user has to know.
 */
export async function showSentences(
  sentences: readonly Sentence[],
  locate: (fields: readonly Field[]) => Promise<readonly (readonly Position[])[]>,
): Promise<readonly string[]> {
  const places = sentences.flat().filter((part) => typeof part !== 'string');
  const fields = places.map(({ field }) => field);
  const found = fields.length === 0 ? [] : await locate(fields).catch(() => []);
  const shown = new Map(places.map((place, index) => [place, showPlace(place, found[index])]));
  return sentences.map((parts) =>
    parts.map((part) => (typeof part === 'string' ? part : (shown.get(part) ?? ''))).join(''),
  );
}

function showPlace({ files }: Place, positions: readonly Position[] = []): string {
  const known = positions.filter(({ file }) => file !== UNKNOWN);
  if (known.some(({ line }) => line !== null)) return ` (${known.map(showPosition).join(' and ')})`;
  const names = known.length > 0 ? known.map(({ file }) => file) : files.filter(isKnown);
  return names.length === 0 ? '' : ` (in ${names.join(' and ')})`;
}

/** What the module system calls a module without a file. */
const UNKNOWN = '<unknown-file>';

function isKnown(file: string): boolean {
  return file !== UNKNOWN;
}

function showPosition({ file, line, column }: Position): string {
  return line === null ? file : `${file}:${String(line)}:${String(column)}`;
}
