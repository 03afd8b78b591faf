/** What a stream of a terminal is to those who write. */
export interface Sink {
  write(text: string): unknown;
}

export interface TerminalStream extends Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * A line at the bottom of the terminal that says what goes on, and the streams to write to beside
 * it. Whatever is written there first erases the line.
 */
export interface StatusLine {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /**
   * Replaces what the line says; null: it says nothing. The text is asked for where it is drawn, which
   * is not each time. Control characters must be gone already.
   */
  readonly show: (text: (() => string) | null) => void;
  /** A person has ended the line in which the cursor was. */
  readonly newLine: () => void;
}

export interface StatusLineSettings {
  readonly stdout: Sink;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The line appears where nothing has been said for so long, and nothing new has begun. */
const PATIENCE_MILLISECONDS = 500;
/** Between two changes of it. */
const REFRESH_MILLISECONDS = 100;
const DEFAULT_COLUMNS = 80;
/** To the start of the line, and clear to its end: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
const ERASE = '\r\u001b[K';

/**
 * Keeps the line where stderr is a terminal that can erase, and no CI runs us; elsewhere it says
 * nothing. It is drawn only at the start of a row, so that it never erases a question, or output
 * that does not end its line; and first drawn without erasing, in case another program has written.
 */
export function statusLine({ stdout, stderr, env }: StatusLineSettings): StatusLine {
  if (stderr.isTTY !== true || env['TERM'] === 'dumb' || isCi(env))
    return { stdout, stderr, show: () => undefined, newLine: () => undefined };
  let text: (() => string) | null = null;
  let shown: string | null = null;
  let isMidRow = false;
  let timer: NodeJS.Timeout | null = null;
  const draw = () => {
    timer = null;
    if (text === null || isMidRow) return;
    const line = cut(text(), (stderr.columns || DEFAULT_COLUMNS) - 1);
    if (line !== shown) stderr.write(shown === null ? line : ERASE + line);
    shown = line;
  };
  const drawIn = (milliseconds: number) => {
    timer ??= setTimeout(draw, milliseconds).unref();
  };
  const erase = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (shown !== null) stderr.write(ERASE);
    shown = null;
  };
  const beside = (stream: Sink): Sink => ({
    write(said) {
      if (said === '') return;
      erase();
      stream.write(said);
      isMidRow = !said.endsWith('\n');
      if (text !== null) drawIn(PATIENCE_MILLISECONDS);
    },
  });
  return {
    // Also where it is no terminal: `tee` writes to ours what it gets.
    stdout: beside(stdout),
    stderr: beside(stderr),
    show(next) {
      text = next;
      if (next === null) erase();
      else drawIn(shown === null ? PATIENCE_MILLISECONDS : REFRESH_MILLISECONDS);
    },
    newLine() {
      isMidRow = false;
    },
  };
}

/** As CI systems set it: https://github.com/watson/ci-info#readme */
function isCi(env: StatusLineSettings['env']): boolean {
  return !['', 'false', '0'].includes(env['CI'] ?? '');
}

/** Cuts a text to so many columns. What is not Latin counts twice, as it may be wide. */
function cut(text: string, columns: number): string {
  let width = 0;
  const kept = Array.from(text).filter((character) => {
    width += (character.codePointAt(0) ?? 0) < 0x0300 ? 1 : 2;
    return width <= columns;
  });
  return kept.join('');
}
