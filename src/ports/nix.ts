/** Starts Nix. */
export interface Nix {
  /**
   * Runs one evaluation of `lib/eval.nix` in the user's directory.
   * Fails with a `Failure` where Nix is missing or too old; an evaluation error is not a failure here.
   */
  evaluate(request: NixEvaluation, signal: AbortSignal): Promise<NixResult>;
}

export interface NixEvaluation {
  /** `--argstr` arguments of the expression. */
  readonly strings: Readonly<Record<string, string>>;
  /** `--arg` arguments of the expression: Nix expressions, relative paths are relative to the user's directory. */
  readonly expressions: Readonly<Record<string, string>>;
  /** Variables for `builtins.getEnv`, beside those of the user: values that no process list is to show. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly showTrace: boolean;
  /** Whether to use the experimental feature `flakes`. */
  readonly flakes?: boolean;
}

export interface NixResult {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  /** Messages in order; structured where this Nix has `--log-format internal-json`. */
  readonly messages: readonly NixMessage[];
}

export interface NixMessage {
  readonly level: 'error' | 'warning' | 'info';
  /** Without colours and without the `error:` prefix. */
  readonly text: string;
  readonly position: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
  } | null;
  /** Where the error passed through, innermost first; may be empty. */
  readonly trace: readonly string[];
}
