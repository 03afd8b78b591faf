/** This run among all others. */
export interface OwnRun {
  /** Who, where and which process, for people; no two runs have the same. */
  readonly identity: string;
  /** Names this process among those of all machines, in one word; null where the system does not allow it. */
  readonly process: string | null;
  /** Whether a process that was named so ran on this very machine, and has ended. */
  isGone(process: string): boolean;
}
