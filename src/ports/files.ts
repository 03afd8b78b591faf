/** Writes the result of `build`. */
export interface Files {
  /**
   * Replaces `directory` as a whole: readers see the old contents or the new, and a failure leaves the old.
   * Directory mode 0700, file mode 0600. A directory that `build` did not make is a `Failure`.
   * Returns the absolute path.
   */
  replaceDirectory(directory: string, files: ReadonlyMap<string, string>): Promise<string>;
}
