/** Where something stands in a source. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  /** Counted from 1; null in a file that holds only one. */
  readonly document: number | null;
}

/** What is wrong with a source, and where. */
export interface SourceProblem extends SourcePlace {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** `web.yaml:12 (document 2)` */
export function showSourcePlace({ file, line, document }: SourcePlace): string {
  const which = document === null ? '' : ` (document ${String(document)})`;
  return `${file}:${String(line)}${which}`;
}
