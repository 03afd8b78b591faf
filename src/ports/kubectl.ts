import type { KubeconfigView } from '../model/kubeconfig.ts';
import type { KubeApi } from './kube-api.ts';

/** Starts kubectl; every process of a run gets the same global flags. */
export interface Kubectl {
  /** Runs `kubectl ARGUMENTS` with `input` on its standard input. */
  run(
    args: readonly string[],
    input: string,
    listener: KubectlListener,
    signal: AbortSignal,
  ): Promise<KubectlResult>;

  /** kubectl's own merge of all kubeconfigs, without secrets. */
  viewConfig(signal: AbortSignal): Promise<KubeconfigView>;

  /**
   * Opens the API server through `kubectl proxy`, with these flags before those of the user;
   * resolves when the server has answered once.
   */
  connect(flags: readonly string[], signal: AbortSignal): Promise<KubeConnection>;
}

export interface KubectlResult {
  readonly exitCode: number;
  readonly stdout: string;
}

/** Hears a kubectl as it speaks: complete lines, without their ends. */
export interface KubectlListener {
  readonly onStdout?: ((line: string) => void) | undefined;
  /** What it says to people; secrets may be among it. */
  readonly onStderr: (line: string) => void;
}

export interface KubeConnection extends AsyncDisposable {
  readonly api: KubeApi;
  /** How long a request to the server and back takes, by the fastest answer so far. */
  readonly roundTripMilliseconds: () => number;
}
