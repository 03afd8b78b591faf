/** Where a run speaks: `result` is what was asked for (stdout), `story` is the rest (stderr). */
export interface Output {
  /** Writes text as it is. */
  result(text: string): void;
  /** Writes one line. */
  readonly story: (line: string) => void;
  /** Shows what goes on, in place of what was shown before, where someone sees it; null: nothing. */
  readonly status: (line: (() => string) | null) => void;
}

/** Asks the person at the terminal. */
export interface Prompt {
  /** False where no one can answer. */
  readonly interactive: boolean;
  /** The answer without its line end; null at the end of input. */
  ask(question: string, signal: AbortSignal): Promise<string | null>;
}
