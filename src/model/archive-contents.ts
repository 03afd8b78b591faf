import type { BackupStorage, FileDigest } from './backup-manifest.ts';

/** What is in an archive that k0s made, all of which was read and passed the checks of gzip and tar. */
export interface ArchiveContents {
  readonly digest: FileDigest;
  /** The names of its files, sorted, without a leading `./`. */
  readonly files: readonly string[];
  /** The text of `k0s.yaml`; null where there is none. */
  readonly config: string | null;
  /** Whether the key of the cluster's authority is that of its certificate; null where one is missing. */
  readonly authority: Wholeness | null;
  /** What holds the cluster's state; null where nothing does. */
  readonly state: ArchivedState | null;
}

/** A snapshot of etcd, or a SQLite database, and whether it is whole. */
export type ArchivedState = {
  readonly type: BackupStorage;
  readonly file: string;
  readonly size: number;
} & Wholeness;

export type Wholeness =
  | { readonly isWhole: true }
  | { readonly isWhole: false; /** For people. */ readonly reason: string };

/** The files of an archive without which it restores nothing. */
export const ARCHIVE_FILES = {
  config: 'k0s.yaml',
  authorityKey: 'pki/ca.key',
  authorityCertificate: 'pki/ca.crt',
} as const;

/** The file that holds the state, by what it was kept in. */
export const STATE_FILES: Readonly<Record<BackupStorage, string>> = {
  etcd: 'etcd-snapshot.db',
  sqlite: 'kine-state-backup.db',
};
