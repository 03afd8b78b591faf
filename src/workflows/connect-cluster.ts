import type { TellActivity } from '../model/activity.ts';
import type { KubectlArguments } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import { type ClusterAddress, pinContext, resolveAddress } from '../model/kubeconfig.ts';
import type { KubeConnection, Kubectl } from '../ports/kubectl.ts';

/** The cluster that kubectl turns to, and a connection to it. */
export interface ConnectedCluster {
  readonly address: ClusterAddress;
  /** Flags that hold kubectl to this cluster, before those of the user. */
  readonly pinned: readonly string[];
  readonly connection: KubeConnection;
}

/** Finds out which cluster the user's flags mean, and connects to it. The caller closes the connection. */
export async function connectCluster(
  kubectl: Kubectl,
  flags: KubectlArguments,
  signal: AbortSignal,
  tell: TellActivity = () => undefined,
): Promise<ConnectedCluster> {
  const view = await kubectl.viewConfig(signal);
  const address = resolveAddress(view, flags);
  // Of a context that does not exist, kubectl itself says so.
  if (address.server === null && flags.context === null) throw noCluster();
  const pinned = pinContext(view, flags);
  tell({ type: 'connecting', prompts: view.prompts });
  return { address, pinned, connection: await kubectl.connect(pinned, signal) };
}

function noCluster(): Failure {
  return new Failure({
    code: 'no-cluster',
    message: 'kubectl has no cluster to turn to: no kubeconfig and no flag names one',
    hint: 'Set KUBECONFIG or --kubeconfig, and choose a context that exists; see `kubectl config view`. Nothing was applied or deleted.',
  });
}
