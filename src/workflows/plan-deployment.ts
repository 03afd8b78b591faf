import { inspectUnlisted } from '../inventory/inspect-unlisted.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type {
  Inventory,
  InventoryGap,
  LiveObject,
  ManagedObject,
} from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
import type { PruneChange } from '../model/plan.ts';
import type { Release } from '../model/release.ts';
import { inScope } from '../model/scope.ts';
import type { Target } from '../model/target.ts';
import { checkOwnership } from '../plan/check-ownership.ts';
import { planPrune } from '../plan/plan-prune.ts';
import type { PrunePolicy } from '../plan/prune-policy.ts';
import { resolveTargets } from '../plan/resolve-targets.ts';
import { stayingObjects } from '../plan/spare-owners.ts';
import type { ClusterSession } from './cluster-session.ts';
import { lookIntoContainers } from './look-into-containers.ts';

/** Everything that is decided before the first write. */
export interface DeploymentPlan {
  /** The whole release. */
  readonly targets: readonly Target[];
  /** What `-n` and `-l` leave of it, to be applied. */
  readonly inScope: readonly Target[];
  readonly inventory: Inventory;
  /** Types of the release whose objects the user may not read: another deployment may own them. */
  readonly unchecked: readonly InventoryGap[];
  readonly policy: PrunePolicy;
  readonly changes: readonly PruneChange[];
  /** What the Namespaces and CustomResourceDefinitions to be pruned hold. */
  readonly contents: ReadonlyMap<ManagedObject, readonly LiveObject[]>;
  /** The uids of what others put there, and a person has let go. */
  readonly released: ReadonlySet<string>;
}

/** Decides what a run will do to this cluster. Reads only. Fails where the run must not begin. */
export async function planDeployment(
  release: Release,
  request: DeployRequest,
  session: ClusterSession,
  signal: AbortSignal,
): Promise<DeploymentPlan> {
  const { discovery, api } = session;
  const policy = policyOf(release, request, session);
  const targets = resolveTargets(release.manifests, discovery, policy.namespace);
  const listed = session.inventory ?? (await ownTypes(targets, session, request, signal));
  const { objects, unchecked } = await inspectUnlisted(api, targets, listed, signal);
  const inventory = { ...listed, objects: [...listed.objects, ...objects] };
  checkOwnership(targets, inventory.objects, policy);
  const changes = session.inventory === null ? [] : planPrune(targets, inventory, policy);
  const going = changes.filter((change) => change.op === 'prune');
  const { deployment } = policy;
  const allowForeign = request.allowForeignContents;
  const released = new Set<string>();
  const context = {
    ...{ api, discovery, targets, deployment, allowForeign, released, going, deleted: [] },
    staying: stayingObjects(changes, inventory.objects),
    earlier: new Map(),
  };
  const look = await lookIntoContainers(going, context, signal);
  const verdicts = new Map(look.changes.map((change) => [change.object, change]));
  return {
    targets,
    inScope: targets.filter(({ key, manifest }) => inScope(policy.scope, key, manifest.labels)),
    inventory,
    unchecked,
    policy,
    changes: changes.map((change) => verdicts.get(change.object) ?? change),
    contents: look.contents,
    released,
  };
}

/** With `apply` alone the inventory serves the ownership check, and covers the release's types. */
function ownTypes(
  targets: readonly Target[],
  { api }: ClusterSession,
  { kubectl: { namespace } }: DeployRequest,
  signal: AbortSignal,
): Promise<Inventory> {
  const types = new Set(targets.filter(({ served }) => served).map(({ type }) => type));
  const listable = [...types].filter(({ verbs }) => verbs.includes('list'));
  return takeInventory(api, { types: listable, staleGroups: [], namespace }, signal);
}

function policyOf(
  release: Release,
  { kubectl, adopt }: DeployRequest,
  { address }: ClusterSession,
): PrunePolicy {
  const { deployment, fieldManagers } = release.settings;
  return {
    checksum: release.checksum,
    deployment,
    fieldManagers,
    scope: { namespace: kubectl.namespace, selector: kubectl.selector },
    adopt,
    namespace: kubectl.namespace ?? address.namespace ?? 'default',
  };
}

/** The managed object behind each target, from before the run. */
export function indexBefore(inventory: Inventory): (target: Target) => ManagedObject | null {
  const byKey = new Map(
    inventory.objects.flatMap((object) =>
      object.aliases.map((key) => [keyText(key), object] as const),
    ),
  );
  return ({ key }) => byKey.get(keyText(key)) ?? null;
}
