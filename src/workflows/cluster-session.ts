import type { TellActivity } from '../model/activity.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import { type ClusterAddress, pinContext, resolveAddress } from '../model/kubeconfig.ts';
import type { Inventory } from '../model/managed-object.ts';
import type { Discovery } from '../model/resource-type.ts';
import { type Coverage, prunableTypes, takeInventory } from '../inventory/take-inventory.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import type { Kubectl } from '../ports/kubectl.ts';

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
  const view = await kubectl.viewConfig(signal);
  const address = resolveAddress(view, request.kubectl);
  // Of a context that does not exist, kubectl itself says so.
  if (address.server === null && request.kubectl.context === null) throw noCluster();
  const pinned = pinContext(view, request.kubectl);
  tell({ type: 'connecting', prompts: view.prompts });
  const connection = await kubectl.connect(pinned, signal);
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

function noCluster(): Failure {
  return new Failure({
    code: 'no-cluster',
    message: 'kubectl has no cluster to turn to: no kubeconfig and no flag names one',
    hint: 'Set KUBECONFIG or --kubeconfig, and choose a context that exists; see `kubectl config view`. Nothing was applied or deleted.',
  });
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
