/** k0sctl, by its program. */
export interface K0sctl {
  /** Runs it once. When the signal aborts, it gets one SIGINT, so that its own clean-up runs. */
  run(action: K0sctlAction, signal: AbortSignal): Promise<K0sctlResult>;
}

export interface K0sctlAction {
  /** The verb and its flags, but for the configuration. */
  readonly args: readonly string[];
  /** The configuration, with secrets: it goes to k0sctl's standard input. */
  readonly config: string;
  /** Host keys in the format of OpenSSH; empty where none are declared. */
  readonly knownHosts: string;
  /** Takes each line of its standard output as it comes. */
  readonly onLine: (line: string) => void;
  /** Is told the id of its process. */
  readonly onStart: (pid: number) => void;
  /** When it is to be stopped as by the signal, in milliseconds; null for never. */
  readonly timeout: number | null;
}

export interface K0sctlResult {
  readonly exitCode: number;
  /** Whether its time was over before its end. */
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to its log file, with secrets. */
  readonly log: string;
  /** Host keys that it found beside the declared ones, a line each. */
  readonly unknownKeys: readonly string[];
}
