/** How a virtual machine ended. */
export type VirtualEnd =
  /** It said what was waited for. */
  | { readonly type: 'said' }
  | { readonly type: 'late' }
  /** It was turned off, or turned itself off, or started over. */
  | { readonly type: 'off' }
  | { readonly type: 'failed'; readonly reason: string };

/** What is waited for on its serial line, and for how long. */
export interface Expectation {
  readonly text: string;
  readonly milliseconds: number;
}

/** Runs virtual machines. */
export interface Virtualizer {
  /** Files of the firmware for UEFI, of which the variables are a copy for this run. */
  prepareEfi(): Promise<{ readonly code: string; readonly variables: string }>;
  /**
   * Runs one to its end. With an expectation nobody types, and it ends once it is met; `hear` gets the
   * lines of its serial line. Without, it has the terminal. Throws a `Failure` where it cannot be run.
   */
  run(
    args: readonly string[],
    expectation: Expectation | null,
    hear: (line: string) => void,
    signal: AbortSignal,
  ): Promise<VirtualEnd>;
  /** Removes what was prepared. */
  dispose(): Promise<void>;
}
