/** The key of a publisher. */
export interface SigningKey {
  readonly text: string;
  readonly fingerprint: string;
}

/** What a file is whose signature is good. */
interface TakenFile {
  readonly sha512: string;
  readonly bytes: number;
  /** In seconds since 1970. */
  readonly signedAt: number;
}

/** Files of a release, taken from a server into a directory. */
export interface ReleaseStore {
  /** A small text. Throws a `Failure` where it cannot be had. */
  readText(url: string, signal: AbortSignal): Promise<string>;
  /**
   * Takes a file and its detached signature from a server, and checks that the key of this fingerprint
   * has signed it. Throws a `Failure` otherwise; nothing of it is kept then.
   */
  take(url: string, file: string, key: SigningKey, signal: AbortSignal): Promise<TakenFile>;
  /** The same of a small text. */
  takeText(
    url: string,
    key: SigningKey,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly signedAt: number }>;
  /** Gives a file that was taken its name among those that are kept, or removes it. */
  keep(file: string): Promise<void>;
  dispose(): Promise<void>;
}
