export interface FailureDetails {
  /** Stable word for scripts and tests, such as `nix-missing`. */
  readonly code: string;
  /** What happened, to which object or option: one line if possible, the most useful words first. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** An error that is explained to the user. Anything else that is thrown is a bug of ours. */
export class Failure extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(details: FailureDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'Failure';
    this.code = details.code;
    this.hint = details.hint;
  }
}
