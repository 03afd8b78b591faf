import type { DeployRequest } from '../model/deploy-request.ts';
import { type ClusterAddress, resolveAddress } from '../model/kubeconfig.ts';
import type { Inventory } from '../model/managed-object.ts';
import type { Discovery } from '../model/resource-type.ts';
import { prunableTypes, takeInventory } from '../inventory/take-inventory.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import type { KubeConnection, Kubectl } from '../ports/kubectl.ts';

/** What is known of the cluster before the first write. */
export interface ClusterSession extends AsyncDisposable {
  readonly address: ClusterAddress;
  readonly api: KubeApi;
  readonly discovery: Discovery;
  /** All managed objects; null where the run does not prune. */
  readonly inventory: Inventory | null;
}

/**
 * Connects, and looks at all that does not depend on the release, so that it can run while Nix
 * evaluates. Leaves nothing open where it fails.
 */
export async function openCluster(
  kubectl: Kubectl,
  request: DeployRequest,
  signal: AbortSignal,
): Promise<ClusterSession> {
  const [view, connecting] = await Promise.allSettled([
    kubectl.viewConfig(signal),
    kubectl.connect(signal),
  ]);
  if (connecting.status === 'rejected') throw connecting.reason;
  const connection = connecting.value;
  try {
    if (view.status === 'rejected') throw view.reason;
    const address = resolveAddress(view.value, request.kubectl);
    return { address, ...(await look(connection, request, signal)) };
  } catch (error) {
    await connection[Symbol.asyncDispose]();
    throw error;
  }
}

async function look(
  connection: KubeConnection,
  { verbs }: DeployRequest,
  signal: AbortSignal,
): Promise<Omit<ClusterSession, 'address'>> {
  const { api } = connection;
  const discovery = await api.discover(signal);
  const inventory = verbs.includes('prune')
    ? await takeInventory(api, prunableTypes(discovery), discovery.staleGroups, signal)
    : null;
  const close = () => connection[Symbol.asyncDispose]();
  return { api, discovery, inventory, [Symbol.asyncDispose]: close };
}
