/** How a run ended. */
export type Verdict =
  /** All that was asked for is done. */
  | 'done'
  /** Only `plan` was asked for, and there is something to do. */
  | 'changes'
  /** Something failed, was declined or could not be seen. */
  | 'failed';
