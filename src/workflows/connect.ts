import type { TellActivity } from '../model/activity.ts';
import { Failure } from '../model/failure.ts';
import {
  type ClusterAddress,
  type ClusterFlags,
  pinContext,
  resolveAddress,
} from '../model/kubeconfig.ts';
import type { KubeConnection, Kubectl } from '../ports/kubectl.ts';

/** An open connection, which is for the caller to close. */
export interface Connected {
  readonly address: ClusterAddress;
  /** Flags that hold kubectl to this cluster, before those of the user. */
  readonly pinned: readonly string[];
  readonly connection: KubeConnection;
}

/** Connects to the cluster that kubectl would use. Tells what it is at until the caller says otherwise. */
export async function connect(
  kubectl: Kubectl,
  flags: ClusterFlags,
  signal: AbortSignal,
  tell: TellActivity,
): Promise<Connected> {
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
