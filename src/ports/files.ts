/** Writes the result of `build`. */
export interface Files {
  /**
   * Replaces `directory` as a whole: readers see the old contents or the new, and a failure leaves
   * the old. There is an instant between two renames in which readers find no directory; who is
   * killed in it, or at any time, leaves private copies beside it, which the next build removes.
   * Directory mode 0700, file mode 0600. What `build` did not make is a `Failure`, and so is a
   * directory that holds the working directory. Returns the absolute path.
   */
  replaceDirectory(directory: string, files: ReadonlyMap<string, string>): Promise<string>;
}
