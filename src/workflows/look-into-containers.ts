import { type ListedContents, listContents } from '../inventory/list-contents.ts';
import { isCustomResourceDefinition, isNamespace } from '../model/built-in.ts';
import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Prune, PruneChange } from '../model/plan.ts';
import type { Discovery } from '../model/resource-type.ts';
import type { Target } from '../model/target.ts';
import { reasonToKeepContainer } from '../plan/check-contents.ts';
import type { KubeApi } from '../ports/kube-api.ts';

export interface ContainerContext {
  readonly api: KubeApi;
  readonly discovery: Discovery;
  readonly targets: readonly Target[];
  readonly deployment: string;
  readonly allowForeign: boolean;
  /** The uids of contents that a person has let go. */
  readonly released: ReadonlySet<string>;
  /** What must stay wherever it is. */
  readonly staying: readonly ManagedObject[];
  /** What is deleted, or is to be deleted, besides. */
  readonly going: readonly Prune[];
  /** What this run has deleted by now: only of its definitions may the types be gone. */
  readonly deleted: readonly Prune[];
  /** What an earlier look found: it may have owned what is still there. */
  readonly earlier: ReadonlyMap<ManagedObject, readonly LiveObject[]>;
}

export interface ContainerLook {
  /** The deletions, those of containers that hold something turned into keeps. */
  readonly changes: readonly PruneChange[];
  readonly contents: ReadonlyMap<ManagedObject, readonly LiveObject[]>;
}

/** Looks into the Namespaces and CustomResourceDefinitions among deletions. */
export async function lookIntoContainers(
  prunes: readonly Prune[],
  context: ContainerContext,
  signal: AbortSignal,
): Promise<ContainerLook> {
  const { api, discovery, deleted } = context;
  const containers = prunes.filter(isContainer).map(({ object }) => object);
  const served = { discovery, deletedDefinitions: definitionsOf(deleted) };
  const contents = await listContents(api, containers, served, signal);
  return {
    changes: prunes.map((prune) => judge(prune, contents.get(prune.object), context)),
    contents: new Map([...contents].map(([container, { objects }]) => [container, objects])),
  };
}

/** What holds no other objects has no contents. */
function judge(
  prune: Prune,
  contents: ListedContents | undefined,
  context: ContainerContext,
): PruneChange {
  if (contents === undefined) return prune;
  const { object } = prune;
  const earlier = context.earlier.get(object) ?? [];
  const plan = { ...context, prunes: context.going };
  const reason = reasonToKeepContainer(prune, { ...contents, earlier }, plan);
  return reason === null ? prune : { op: 'keep', object, reason };
}

export function isContainer({ object }: Prune): boolean {
  return isNamespace(object.key) || isCustomResourceDefinition(object.key);
}

function definitionsOf(prunes: readonly Prune[]): ReadonlySet<string> {
  const definitions = prunes.filter(({ object }) => isCustomResourceDefinition(object.key));
  return new Set(definitions.map(({ object }) => object.key.name));
}
