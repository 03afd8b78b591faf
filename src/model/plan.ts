import type { Json } from './json.ts';
import type { InventoryGap, LiveObject, ManagedObject } from './managed-object.ts';
import type { Target } from './target.ts';

/** Why a managed object stays although it may look unwanted. */
export type KeepReason =
  /** In the manifests, but labelled by another release: apply has not reached it. */
  | { readonly type: 'not-applied' }
  | { readonly type: 'other-deployment'; readonly deployment: string }
  /** A copy of our label on an object that another controller made. */
  | { readonly type: 'owned'; readonly by: string }
  | { readonly type: 'copied-annotation'; readonly from: string }
  /** Another run has applied it since it was looked at. */
  | { readonly type: 'other-release'; readonly checksum: string }
  /** The label's value is no checksum: something else uses a label of this name. */
  | { readonly type: 'other-label'; readonly value: string }
  /** A kind to which Kubernetes copies the labels of another object. */
  | { readonly type: 'copied-label' }
  /** None of our field managers owns the label: set by hand, restored from a backup, copied. */
  | { readonly type: 'unclear'; readonly managers: readonly string[] }
  | { readonly type: 'retained'; readonly by: string }
  | { readonly type: 'built-in-namespace' }
  | { readonly type: 'out-of-scope' }
  /** Deleted already; it waits for its finalizers. */
  | { readonly type: 'terminating'; readonly finalizers: readonly string[] }
  /** The same kind, namespace and name is in the release, in a group that could not be listed. */
  | { readonly type: 'maybe-in-release'; readonly group: string }
  /** A Namespace or CustomResourceDefinition that the release, or another deployment, still uses. */
  | { readonly type: 'in-use'; readonly by: readonly string[] }
  /** A Namespace or CustomResourceDefinition that holds what nobody asked to delete. */
  | { readonly type: 'contents'; readonly contents: readonly LiveObject[] }
  /** A Namespace or CustomResourceDefinition whose contents could not be listed in full. */
  | { readonly type: 'contents-unknown'; readonly gaps: readonly string[] };

export interface Prune {
  readonly op: 'prune';
  readonly object: ManagedObject;
  /** True where the original tool left the object: it has no owner annotation. */
  readonly legacy: boolean;
}

export interface Keep {
  readonly op: 'keep';
  readonly object: ManagedObject;
  readonly reason: KeepReason;
}

/** Reasons that are no news: objects that a run of this deployment is not about. */
const SILENT: ReadonlySet<KeepReason['type']> = new Set([
  'other-deployment',
  'owned',
  'copied-label',
  'out-of-scope',
]);

/** Whether a person may want to know that the object stays. */
export function isNews({ reason }: Keep): boolean {
  return !SILENT.has(reason.type);
}

/** What prune decides about one managed object that the release did not just apply. */
export type PruneChange = Prune | Keep;

/** What apply would do to one object of the release, by a dry run of the server. */
export type ApplyChange =
  | {
      readonly op: 'create';
      readonly target: Target;
      /** What it waits for, such as its Namespace; null where it could be created at once. */
      readonly note: string | null;
    }
  | {
      readonly op: 'update';
      readonly target: Target;
      /** Sorted by path. Empty only where the note tells why they are not known. */
      readonly fields: readonly FieldChange[];
      /** Other field managers that would lose fields to this run, sorted by name. */
      readonly taken: readonly TakenFields[];
      readonly note: string | null;
    }
  /** Nothing but bookkeeping would change. */
  | { readonly op: 'unchanged'; readonly target: Target }
  /** The server refuses it. */
  | { readonly op: 'failed'; readonly target: Target; readonly message: string };

/** One field that differs, at the outermost place where one side has nothing. */
export interface FieldChange {
  /** For people and programs: `spec.containers[name=web].image`, `data["a.b"]`, `rules[2]`. */
  readonly path: string;
  /** `reorder`: a list holds the same in another order; from and to are the whole lists. */
  readonly type: 'add' | 'remove' | 'replace' | 'reorder';
  /** Null for `add`, and where masked. */
  readonly from: Json;
  /** Null for `remove`, and where masked. */
  readonly to: Json;
  /** A value of a Secret: that it changed may be told, nothing else. */
  readonly masked: boolean;
}

export interface TakenFields {
  readonly manager: string;
  /** Sorted paths, as in FieldChange. */
  readonly paths: readonly string[];
}

/**
 * What goes with a Namespace or CustomResourceDefinition, other than what Kubernetes puts there
 * itself; what holds nothing is not in it.
 */
export type Cascades = ReadonlyMap<ManagedObject, readonly LiveObject[]>;

/** The verbs whose effect can be foretold. */
export type PlannedVerb = 'apply' | 'prune';

/** What a run would do to the cluster, decided before it writes anything. */
export interface Plan {
  readonly covers: readonly PlannedVerb[];
  /** Sorted by key; empty where apply is not covered. */
  readonly applies: readonly ApplyChange[];
  /** Sorted by key, without keeps that are no news; empty where prune is not covered. */
  readonly prunes: readonly PruneChange[];
  readonly cascades: Cascades;
  /** Types whose objects prune could not see. */
  readonly gaps: readonly InventoryGap[];
  /** Why a real run would refuse to prune so much; null where it would not. */
  readonly guard: string | null;
}
