import type { ArchiveContents } from '../model/archive-contents.ts';

/** Reads archives that k0s made. */
export interface ArchiveReader {
  /**
   * Reads the whole archive, and writes none of it but to memory and to private files that are gone
   * afterwards. Throws a `Failure` for what gzip or tar find wrong, and for anything after their end.
   */
  read(file: string, signal: AbortSignal): Promise<ArchiveContents>;
}
