/** Where the logs of what was done with clusters are kept. */
export interface AuditLog {
  /** Keeps a log that holds no secrets, and returns the name of its file. */
  keep(action: string, text: string): Promise<string>;
}
