import type { ManagedObject } from './managed-object.ts';

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
  | { readonly type: 'contents'; readonly contents: readonly string[] }
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

/** What prune decides about one managed object that the release did not just apply. */
export type PruneChange = Prune | Keep;
