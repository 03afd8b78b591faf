/** How an option takes its value. */
export type Takes =
  /** `--yes`, `--yes=false`; a word after it is not its value. */
  | 'boolean'
  /** `--out DIR`, `--out=DIR`. */
  | 'value'
  /** `--dry-run`, `--dry-run=server`; a word after it is not its value. */
  | 'optional';

/** An option that may stand on the command line. */
export interface Option {
  readonly owner: 'kubernixos' | 'kubectl';
  /** Long name, without dashes. */
  readonly name: string;
  readonly takes: Takes;
  /** Goes to every kubectl of the run, not only to `kubectl apply`. */
  readonly global: boolean;
}

/** One use of an option. */
export interface OptionUse {
  readonly option: Option;
  /** Null where none was given. */
  readonly value: string | null;
  /** The arguments as written. */
  readonly args: readonly string[];
}

/** Whether a boolean option is on after this use. */
export function isOn(use: OptionUse): boolean {
  return use.value === null || parseBoolean(use.value) === true;
}

/** Go's booleans, as kubectl reads them; null for anything else. https://pkg.go.dev/strconv#ParseBool */
export function parseBoolean(text: string): boolean | null {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  return null;
}
