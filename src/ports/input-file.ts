/** A file that a person names, as text. */
export interface InputFile {
  readonly text: string;
  /** Whether more users than its owner may read it. */
  readonly isShared: boolean;
}

/** Throws a `Failure` for what cannot be read, is no text, or lies in the Nix store, where all may read it. */
export type ReadInputFile = (file: string) => Promise<InputFile>;
