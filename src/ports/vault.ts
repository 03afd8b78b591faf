import type { FileDigest } from '../model/backup-manifest.ts';

/** Encrypts files to the recipients of backups, and opens them. Plaintext only where the caller says. */
export interface Vault {
  /** What encrypted files end in, such as `age`. */
  readonly extension: string;
  /** Makes the new file `target`, of mode 0600. The digest is that of `target`. */
  encrypt(source: string, target: string, signal: AbortSignal): Promise<FileDigest>;
  /**
   * Makes the new file `target`, of mode 0600, or none where it is null. The digest is that of the
   * plaintext. Throws a `Failure` for a damaged file, or one that the identity does not open.
   */
  decrypt(source: string, target: string | null, signal: AbortSignal): Promise<FileDigest>;
}
