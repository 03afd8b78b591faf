import type { TellActivity } from '../model/activity.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { Inventory } from '../model/managed-object.ts';
import type { Discovery } from '../model/resource-type.ts';
import { type Coverage, prunableTypes, takeInventory } from '../inventory/take-inventory.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import { connect } from './connect.ts';

/** What is known of the cluster before the first write. */
export interface ClusterSession extends AsyncDisposable {
  readonly address: ClusterAddress;
  /** Flags that hold kubectl to this cluster, before those of the user. */
  readonly pinned: readonly string[];
  readonly api: KubeApi;
  /** How long a request to the server and back takes, by the fastest answer so far. */
  readonly roundTripMilliseconds: () => number;
  readonly discovery: Discovery;
  /** All managed objects; null where the run is not about prune. */
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
  tell: TellActivity = () => undefined,
): Promise<ClusterSession> {
  const { address, pinned, connection } = await connect(kubectl, request.kubectl, signal, tell);
  try {
    const { api, roundTripMilliseconds } = connection;
    const seen = await look(api, request, signal, tell);
    const close = () => connection[Symbol.asyncDispose]();
    const place = { address, pinned, api, roundTripMilliseconds };
    return { ...place, ...seen, [Symbol.asyncDispose]: close };
  } catch (error) {
    await connection[Symbol.asyncDispose]();
    throw error;
  } finally {
    tell(null);
  }
}

/** The same cluster, looked at anew. */
export async function lookAgain(
  session: ClusterSession,
  request: DeployRequest,
  signal: AbortSignal,
  tell: TellActivity,
): Promise<ClusterSession> {
  const seen = await look(session.api, request, signal, tell);
  tell(null);
  return { ...session, ...seen };
}

async function look(
  api: KubeApi,
  request: DeployRequest,
  signal: AbortSignal,
  tell: TellActivity,
): Promise<Pick<ClusterSession, 'discovery' | 'inventory'>> {
  const discovery = await api.discover(signal);
  const inventory = needsInventory(request)
    ? await takeInventoryAloud(api, coverage(discovery, request.kubectl.namespace), signal, tell)
    : null;
  return { discovery, inventory };
}

/** `plan` alone tells of prune as well. */
function needsInventory({ verbs }: DeployRequest): boolean {
  return verbs.includes('prune') || (verbs.includes('plan') && !verbs.includes('apply'));
}

function takeInventoryAloud(
  api: KubeApi,
  coverage: Coverage,
  signal: AbortSignal,
  tell: TellActivity,
): Promise<Inventory> {
  const types = coverage.types.length;
  let done = 0;
  tell({ type: 'listing', types, done });
  return takeInventory(api, coverage, signal, () => {
    done += 1;
    tell({ type: 'listing', types, done });
  });
}

function coverage(discovery: Discovery, namespace: string | null): Coverage {
  return { types: prunableTypes(discovery), staleGroups: discovery.staleGroups, namespace };
}
