/**
 * Where backups are kept: each has a name, and files that are added and never changed. Every method
 * throws a `Failure` that says what is lost and what is not.
 */
export interface BackupStore {
  /** For people, without secrets. */
  readonly place: string;
  /** Makes the store. One that is there stays as it is. */
  create(signal: AbortSignal): Promise<'made' | 'there'>;
  /** Reads as much as it likes, and looks at the store only once: git and restic need seconds for that. */
  read<Result>(work: (view: StoreView) => Promise<Result>, signal: AbortSignal): Promise<Result>;
  /** All backups, by their names, also those that an interrupted run left without some files. */
  list(signal: AbortSignal): Promise<readonly StoredBackup[]>;
  /**
   * Adds files to a backup, all or none of them: who lists meanwhile sees the state before or after.
   * Another file of that name there is a `Failure`, and stays as it is.
   */
  add(backup: string, files: readonly FileToStore[], signal: AbortSignal): Promise<void>;
  /** The same to a backup that has files. Where it has none, as where it was removed, it is a `Failure`. */
  addTo(backup: string, files: readonly FileToStore[], signal: AbortSignal): Promise<void>;
  /** Copies a file of a backup to a new file of mode 0600 on this machine. */
  fetch(backup: string, file: string, target: string, signal: AbortSignal): Promise<void>;
  /** Removes backups with all their files. One that is not there is no failure. */
  remove(backups: readonly string[], signal: AbortSignal): Promise<void>;
}

/** The store as it is when it is looked at. Its methods do what those of the store do. */
export interface StoreView {
  list(): Promise<readonly StoredBackup[]>;
  fetch(backup: string, file: string, target: string): Promise<void>;
}

export interface StoredBackup {
  readonly name: string;
  /** When it got its newest file, in milliseconds since 1970; null where the store does not know. */
  readonly lastAdded: number | null;
  /** Sorted by name. */
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

export interface FileToStore {
  readonly name: string;
  /** Where it lies on this machine. */
  readonly path: string;
}
