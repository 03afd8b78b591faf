/** Reads what is to be imported. */
export interface ManifestSources {
  /**
   * The file of a path; of a directory its files of YAML and JSON, at any depth, sorted by name, without
   * what is hidden; of `-` the standard input. A `Failure` where there is none, or what is no UTF-8.
   */
  read(path: string, signal: AbortSignal): Promise<readonly SourceFile[]>;
}

export interface SourceFile {
  /** As people would write it: relative where the path was. */
  readonly name: string;
  readonly text: string;
}
