import type { ObjectKey } from './object-key.ts';
import type { KeepReason } from './plan.ts';

export type ApplyStatus =
  | 'created'
  /** The specification changed. */
  | 'configured'
  /** Written; its kind has no generation, so metadata cannot tell whether more than the label changed. */
  | 'applied'
  /** Nothing but the release label changed. */
  | 'unchanged'
  /** Not sent in a dry run: it needs a Namespace or a CustomResourceDefinition that does not exist yet. */
  | 'planned'
  /** Sent without an error, but what became of it could not be looked up. */
  | 'sent'
  | 'failed';

export type PruneStatus = 'pruned' | 'gone' | 'kept' | 'failed';

/** What became of one object. */
export interface Outcome {
  readonly key: ObjectKey;
  readonly status: ApplyStatus | PruneStatus;
  readonly message?: string;
  /** Why a new look keeps it. */
  readonly reason?: KeepReason;
}
