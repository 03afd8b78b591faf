/** What is known of a backup. Signed, it is the proof that the backup was verified when it was stored. */
export interface BackupManifest {
  /** Of the backup in its store, and thus never that of another one. */
  readonly name: string;
  readonly cluster: string;
  /** The UID of the Namespace kube-system; null where it was not known, as of imported ones. */
  readonly clusterUid: string | null;
  /** When it was taken, in UTC, such as `2026-03-01T12:00:00Z`. */
  readonly time: string;
  /** Null where it was not known, as of imported ones. */
  readonly k0sVersion: string | null;
  readonly storage: BackupStorage;
  /** The URL of the API server at that time; null where none was declared. */
  readonly server: string | null;
  /** The SHA-256 of the archive's `k0s.yaml`, in hexadecimal. */
  readonly configSha256: string;
  /** The archive of k0s, as it is restored. */
  readonly archive: FileDigest;
  /** The file that it is encrypted in. */
  readonly stored: FileDigest & {
    readonly file: string;
    /** Who opens it: public keys of age, or fingerprints of OpenPGP keys, sorted. */
    readonly recipients: readonly string[];
  };
  /** The backup that this one holds the archive of, encrypted to others; null where it is the first. */
  readonly replaces: string | null;
}

export const BACKUP_STORAGES = ['etcd', 'sqlite'] as const;

/** What the state of a cluster was kept in. */
export type BackupStorage = (typeof BACKUP_STORAGES)[number];

/** Of a file. */
export interface FileDigest {
  /** In hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}
