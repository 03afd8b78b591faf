/** Where the logs of what was done with clusters are kept. */
export interface AuditLog {
  /** Makes the file of a log. Throws a `Failure` where none can be made. */
  begin(action: string): Promise<OpenLog>;
}

export interface OpenLog {
  /** The name of its file. */
  readonly file: string;
  /** Writes all of it, which holds no secrets. */
  write(text: string): Promise<void>;
}
