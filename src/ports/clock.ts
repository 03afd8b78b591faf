export interface Clock {
  /** Milliseconds since an arbitrary point; never goes back. */
  now(): number;
  /** Resolves after `milliseconds`; rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
