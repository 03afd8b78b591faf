/** Writes the result of a run. */
export interface Files {
  /**
   * Replaces `directory` as a whole: readers see the old contents or the new, and a failure leaves
   * the old. There is an instant between two renames in which readers find no directory; who is
   * killed in it, or at any time, leaves private copies beside it, which the next run removes.
   * What the same verb or command did not make is a `Failure`, and so is a directory that holds the
   * working directory. Returns the absolute path.
   */
  replaceDirectory(directory: string, files: ReadonlyMap<string, string>): Promise<string>;
}
