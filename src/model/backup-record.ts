import type { BackupManifest } from './backup-manifest.ts';

/** What a store holds under one name. */
export interface BackupRecord {
  readonly name: string;
  /** Of all its files, in bytes. */
  readonly size: number;
  readonly state: BackupState;
}

export type BackupState =
  /** Signed by a signer of the hostgroup, which is done only after it was read back and compared. */
  | {
      readonly type: 'verified';
      readonly manifest: BackupManifest;
      readonly signer: string;
      /** What is signed too, the newest first. */
      readonly drills: readonly DrillRecord[];
    }
  /** Its run was interrupted before it was verified, or is still at it. */
  | {
      readonly type: 'incomplete';
      /** When the store got its newest file, in milliseconds since 1970; null where it does not know. */
      readonly lastAdded: number | null;
      /** Whether there is a signature without its manifest. */
      readonly isSigned: boolean;
    }
  /** Not to be trusted: why, for people. */
  | { readonly type: 'refused'; readonly reason: string };

/** A backup that counts, and what is known of it. */
export type VerifiedBackup = BackupRecord & {
  readonly state: Extract<BackupState, { type: 'verified' }>;
};

/** How a backup fared when it was restored to try it. */
export interface DrillRecord {
  readonly backup: string;
  /** When it ended, in UTC, such as `2026-03-01T12:00:00Z`. */
  readonly time: string;
  readonly ok: boolean;
  /** Of the archive that was restored. */
  readonly archiveSha256: string;
  /** The version of k0s that it was restored by. */
  readonly k0sVersion: string;
}
