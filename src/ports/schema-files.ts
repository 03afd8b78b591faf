/** Reads a directory of schemas. */
export interface SchemaFiles {
  /** The text of a file of a directory; null where there is none. What cannot be read is a `Failure`. */
  read(directory: string, name: string): Promise<string | null>;
}
