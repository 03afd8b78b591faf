import type { KubeconfigView } from '../model/kubeconfig.ts';
import type { KubeApi } from './kube-api.ts';

/** Starts kubectl; every process of a run gets the same global flags. */
export interface Kubectl {
  /** Runs `kubectl ARGUMENTS` with `input` on its standard input. */
  run(args: readonly string[], input: string, signal: AbortSignal): Promise<KubectlResult>;

  /** kubectl's own merge of all kubeconfigs, without secrets. */
  viewConfig(signal: AbortSignal): Promise<KubeconfigView>;

  /** Opens the API server through `kubectl proxy`; resolves when the server has answered once. */
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
