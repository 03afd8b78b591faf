import type { Readable, Writable } from 'node:stream';

/** The world of one run, as `cli.ts` hands it over. */
export interface Environment {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The private key for hosts that name none, where a variable holds one. */
  readonly sshKeyFile?: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborts with the name of the signal that ends the run, such as `SIGINT`. */
  readonly signal: AbortSignal;
}
