import type { FileDigest } from './backup-manifest.ts';

/** What is in an archive that k0s made, all of which was read and passed the checks of gzip and tar. */
export interface ArchiveContents {
  readonly digest: FileDigest;
  /** The names of its files, sorted, without a leading `./`. */
  readonly files: readonly string[];
  /** The text of `k0s.yaml`; null where there is none. */
  readonly config: string | null;
  /** What holds the cluster's state; null where nothing does. */
  readonly state: ArchivedState | null;
}

/** A snapshot of etcd, or a SQLite database, and whether it is whole. */
export type ArchivedState = {
  readonly type: 'etcd' | 'sqlite';
  readonly file: string;
  readonly size: number;
} & (
  | { readonly isWhole: true }
  | { readonly isWhole: false; /** For people. */ readonly reason: string }
);
