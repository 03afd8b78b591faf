/** Where the image concourse-k0sctl keeps backups, and how it encrypts them. */
export interface ConcourseSettings {
  /** The directories of the two checkouts of its repository, from where the image is started. */
  readonly backupDirectory: string;
  readonly restoreDirectory: string;
  readonly prefix: string;
  readonly suffix: string;
  /** As `openssl enc` names it. */
  readonly cipher: string;
}

/** A backup that the image wrote. */
export interface ConcourseBackup {
  /** The name of its file. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** When k0sctl took it, such as `2026-03-01T12:00:00Z`; null where its name does not tell. */
  readonly time: string | null;
  /** Whether it is the one that the image would restore. */
  readonly isLatest: boolean;
}
