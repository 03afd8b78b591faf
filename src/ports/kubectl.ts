import type { KubeApi } from './kube-api.ts';

/** Starts kubectl; every process of a run gets the same global flags. */
export interface Kubectl {
  /** Runs `kubectl apply ARGUMENTS -f -` with `input` on its standard input. */
  apply(args: readonly string[], input: string, signal: AbortSignal): Promise<KubectlResult>;

  /** The parsed output of `kubectl config view -o json`: kubectl's own merge of all kubeconfigs, without secrets. */
  configView(signal: AbortSignal): Promise<unknown>;

  /** Opens the API server through `kubectl proxy`, and returns when it has answered once. */
  connect(signal: AbortSignal): Promise<KubeConnection>;
}

export interface KubectlResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubeConnection extends AsyncDisposable {
  readonly api: KubeApi;
}
