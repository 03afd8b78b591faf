/** A name with its value, which nobody may print. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** Values from one place. */
export interface SecretInput {
  /** Where they are from, as people wrote it. */
  readonly origin: string;
  readonly assignments: readonly Assignment[];
}

/** A file of the volume that holds the secrets of a machine. */
export interface SecretFile {
  readonly name: string;
  readonly content: string;
}
