import { listContents } from '../inventory/list-contents.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import { isCustomResourceDefinition, isNamespace } from '../model/built-in.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import { isSameServer, type ClusterAddress } from '../model/kubeconfig.ts';
import type { Inventory, LiveObject, ManagedObject } from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
import type { Keep, Prune, PruneChange } from '../model/plan.ts';
import { FIELD_MANAGER, type Release, RELEASE_LABEL } from '../model/release.ts';
import { inScope } from '../model/scope.ts';
import type { Target } from '../model/target.ts';
import { reasonToKeepContainer } from '../plan/check-contents.ts';
import { checkOwnership } from '../plan/check-ownership.ts';
import { planPrune, type PrunePolicy } from '../plan/plan-prune.ts';
import { resolveTargets } from '../plan/resolve-targets.ts';
import type { ClusterSession } from './cluster-session.ts';

/** Everything that is decided before the first write. */
export interface DeploymentPlan {
  /** The whole release. */
  readonly targets: readonly Target[];
  /** What `-n` and `-l` leave of it, to be applied. */
  readonly inScope: readonly Target[];
  readonly inventory: Inventory;
  readonly changes: readonly PruneChange[];
  /** Decides about an object again, in the state in which it is now. */
  readonly decideAgain: (live: LiveObject, planned: ManagedObject) => PruneChange;
  /** Looks into Namespaces and CustomResourceDefinitions, and keeps those that hold more than `going`. */
  readonly checkContainers: (
    prunes: readonly Prune[],
    going: readonly Prune[],
  ) => Promise<readonly PruneChange[]>;
}

/** Decides what a run will do to this cluster. Reads only. Fails where the run must not begin. */
export async function planDeployment(
  release: Release,
  request: DeployRequest,
  session: ClusterSession,
  signal: AbortSignal,
): Promise<DeploymentPlan> {
  checkServer(release, session.address);
  checkFieldManager(release, request);
  const { discovery, api, address } = session;
  const namespace = request.kubectl.namespace ?? address.namespace ?? 'default';
  const targets = resolveTargets(release.manifests, discovery, namespace);
  const inventory = session.inventory ?? (await ownTypes(targets, session, signal));
  const policy = policyOf(release, request);
  checkOwnership(targets, inventory.objects, policy);
  const changes = session.inventory === null ? [] : planPrune(targets, inventory, policy);
  const prunes = changes.filter((change) => change.op === 'prune');
  const looks = new Map<ManagedObject, readonly LiveObject[]>();
  const checkContainers: DeploymentPlan['checkContainers'] = (some, going) =>
    Promise.all(
      some.map(async (prune): Promise<Prune | Keep> => {
        if (!isContainer(prune)) return prune;
        const contents = await listContents(api, prune.object, discovery, signal);
        const earlier = looks.get(prune.object) ?? [];
        looks.set(prune.object, contents.objects);
        const facts = { ...contents, earlier };
        const reason = reasonToKeepContainer(prune, facts, {
          prunes: going,
          targets,
          deployment: policy.deployment,
          allowForeign: request.allowForeignContents,
        });
        return reason === null ? prune : { op: 'keep', object: prune.object, reason };
      }),
    );
  const checked = await checkContainers(prunes, prunes);
  const verdicts = new Map(checked.map((change) => [change.object, change]));
  return {
    targets,
    inScope: targets.filter(({ key, manifest }) => inScope(policy.scope, key, manifest.labels)),
    inventory,
    changes: changes.map((change) => verdicts.get(change.object) ?? change),
    decideAgain: (live, planned) => decideAgain(live, planned, { targets, inventory, policy }),
    checkContainers,
  };
}

function checkServer(release: Release, address: ClusterAddress): void {
  const wanted = release.settings.server;
  if (wanted === null || (address.server !== null && isSameServer(wanted, address.server))) return;
  const context = address.context === null ? '' : ` (context ${address.context})`;
  throw new Failure({
    code: 'wrong-server',
    message: `kubernixos.server is ${wanted}, but kubectl would use ${address.server ?? 'no server at all'}${context}`,
    hint: 'Choose the right context with --context or KUBECONFIG, or correct kubernixos.server. Nothing was applied or deleted.',
  });
}

function checkFieldManager(release: Release, { kubectl }: DeployRequest): void {
  const allowed = [FIELD_MANAGER, ...release.settings.fieldManagers];
  if (kubectl.fieldManager === null || allowed.includes(kubectl.fieldManager)) return;
  throw new Failure({
    code: 'unknown-field-manager',
    message: `--field-manager=${kubectl.fieldManager}: prune would not know the objects of this manager as ours`,
    hint: `Add it to kubernixos.fieldManagers, or use one of: ${allowed.join(', ')}. Nothing was applied or deleted.`,
  });
}

/** With `apply` alone the inventory serves the ownership check, and covers the release's types. */
function ownTypes(
  targets: readonly Target[],
  { api }: ClusterSession,
  signal: AbortSignal,
): Promise<Inventory> {
  const types = new Set(targets.filter(({ served }) => served).map(({ type }) => type));
  const listable = [...types].filter(({ verbs }) => verbs.includes('list'));
  return takeInventory(api, listable, [], signal);
}

function policyOf(release: Release, request: DeployRequest): PrunePolicy {
  const { deployment, fieldManagers } = release.settings;
  const { namespace, selector } = request.kubectl;
  return {
    checksum: release.checksum,
    deployment,
    fieldManagers,
    scope: { namespace, selector },
    adopt: request.adopt,
  };
}

function isContainer({ object }: Prune): boolean {
  return isNamespace(object.key) || isCustomResourceDefinition(object.key);
}

function decideAgain(
  live: LiveObject,
  planned: ManagedObject,
  plan: {
    readonly targets: readonly Target[];
    readonly inventory: Inventory;
    readonly policy: PrunePolicy;
  },
): PruneChange {
  const checksum = live.labels[RELEASE_LABEL] ?? null;
  const object = { ...live, checksum: checksum ?? '', aliases: planned.aliases };
  const unmanaged: Keep = { op: 'keep', object, reason: { type: 'unclear', managers: [] } };
  if (checksum === null) return unmanaged;
  const inventory = { objects: [object], gaps: plan.inventory.gaps };
  return planPrune(plan.targets, inventory, plan.policy)[0] ?? unmanaged;
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
