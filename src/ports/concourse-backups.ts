import type { ArchiveContents } from '../model/archive-contents.ts';
import type { ConcourseBackup } from '../model/concourse-backups.ts';

/** The backups of a directory that the image concourse-k0sctl wrote. */
export interface ConcourseBackups {
  /** The newest first; those that do not tell their time come last. */
  list(): Promise<readonly ConcourseBackup[]>;
  /**
   * Whose signature is on the password: the fingerprint of the OpenPGP key; null where it is not signed,
   * and could have been put there by anybody. Throws a `Failure` for a signature that is not good.
   */
  signedBy(signal: AbortSignal): Promise<string | null>;
  /**
   * Makes the new file `target`, of mode 0600: the archive of k0s, all of which was read. Throws a `Failure`
   * where the password, the cipher or the file is wrong; then there is no target.
   */
  open(backup: ConcourseBackup, target: string, signal: AbortSignal): Promise<ArchiveContents>;
}
