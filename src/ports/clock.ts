export interface Clock {
  /** Milliseconds since an arbitrary point; never goes back. */
  now(): number;
  /** What this machine takes for the time, in milliseconds since 1970. It may be wrong: for people, not to decide by. */
  date(): number;
  /** Resolves after `milliseconds`; rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Aborts after `milliseconds`, by a `TimeoutError`: for requests that must not outlast a wait. */
  timeout(milliseconds: number): AbortSignal;
}
