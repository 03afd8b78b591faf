import type { FileDigest } from '../model/backup-manifest.ts';

/** Copies archives that k0s made. */
export interface ArchiveRewriter {
  /**
   * Makes the new file `target`, of mode 0600: the archive `source` with another k0s.yaml, every other byte
   * of its files as it was. The digest is that of `target`. Throws a `Failure` for a damaged archive.
   */
  copy(
    source: string,
    target: string,
    rewrite: (config: string) => string,
    signal: AbortSignal,
  ): Promise<FileDigest>;
}
