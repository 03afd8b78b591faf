/** A block of code on a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it is: its first line says so, as in `# prod.nix`. */
  readonly file: string | null;
  /** Why it cannot be run or evaluated: the comment `<!-- not run: WHY -->` before it. */
  readonly notRun: string | null;
}

const BLOCK =
  /(?:^ *<!-- not run: (?<why>.*?) -->\n\n?)?^(?<indent> *)```(?<language>\w+)\n(?<text>.*?)^ *```$/gms;

/** The blocks of a page, or of a part of one, in their order. */
export function readBlocks(text: string): readonly Block[] {
  return [...text.matchAll(BLOCK)].map(({ groups = {} }) => {
    const { why = null, indent = '', language = '', text: indented = '' } = groups;
    const text = indented.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { language, text, file: fileOf(text), notRun: why };
  });
}

function fileOf(text: string): string | null {
  return /^# ([\w./-]+\.\w+)\n/.exec(text)?.[1] ?? null;
}

/** A part of a page under a heading of the second level. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections of a page, without what stands before the first. */
export function readSections(text: string): readonly Section[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ title: part.slice(0, part.indexOf('\n')), blocks: readBlocks(part) }));
}
