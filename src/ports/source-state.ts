/** Where sources are, by version control. */
export interface SourceState {
  /** The commit that is checked out. */
  readonly commit: string;
  /** Whether something differs from it. */
  readonly dirty: boolean;
}

/** Null where a directory is in no repository, or nobody can tell. */
export type ReadSourceState = (
  directory: string,
  signal: AbortSignal,
) => Promise<SourceState | null>;
