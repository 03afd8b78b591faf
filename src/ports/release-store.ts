/** Files of a release, taken from a server into a directory. */
export interface ReleaseStore {
  /** A small text. Throws a `Failure` where it cannot be had. */
  readText(url: string, signal: AbortSignal): Promise<string>;
  /**
   * Takes a file and its detached signature from a server, and checks that the key of this fingerprint
   * has signed it. Returns its SHA-512. Throws a `Failure` otherwise; nothing of it is kept then.
   */
  take(
    url: string,
    file: string,
    key: { readonly text: string; readonly fingerprint: string },
    signal: AbortSignal,
  ): Promise<{ readonly sha512: string; readonly bytes: number }>;
  /** Gives a file that was taken its name among those that are kept, or removes it. */
  keep(file: string): Promise<void>;
  dispose(): Promise<void>;
}
