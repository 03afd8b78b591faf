import type { FileDigest } from '../model/backup-manifest.ts';

/** Private directories for plaintext. */
export interface Workspaces {
  /** A directory of mode 0700, which is gone when it is closed, and when we end by whatever means. */
  open(): Promise<Workspace>;
}

export interface Workspace {
  /** A name in it that is not in use yet, and ends so. */
  path(end: string): string;
  /** Writes a text to a new file of mode 0600. */
  write(path: string, text: string): Promise<void>;
  /** Reads a text of at most 1 MiB. Throws a `Failure` where it is longer, or not UTF-8. */
  read(path: string): Promise<string>;
  digest(path: string, signal: AbortSignal): Promise<FileDigest>;
  remove(path: string): Promise<void>;
  close(): Promise<void>;
}
