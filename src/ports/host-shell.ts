import type { ClusterHost } from '../model/cluster-host.ts';

/** What became of a script that a host was to run. */
export type ShellResult =
  | {
      readonly type: 'ran';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** It did not run, or not to its end: why, for people. */
  | { readonly type: 'unreached'; readonly reason: string }
  /** By WinRM nothing is looked into. */
  | { readonly type: 'unsupported' };

/** Looks into hosts. */
export interface HostShell {
  /**
   * Runs a script by `sh`, as root: by sudo or doas, without a password, where the login is another's.
   * The script may only read. Rejects with the signal's reason when that aborts.
   */
  run(host: ClusterHost, script: string, signal: AbortSignal): Promise<ShellResult>;
}
