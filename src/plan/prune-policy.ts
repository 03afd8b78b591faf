import type { Inventory } from '../model/managed-object.ts';
import type { Scope } from '../model/scope.ts';
import type { ReleaseIndex } from './release-index.ts';

/** What a run wants of prune. */
export interface PrunePolicy {
  readonly checksum: string;
  readonly deployment: string;
  /** Further field managers whose label counts as set by us. */
  readonly fieldManagers: readonly string[];
  readonly scope: Scope;
  readonly adopt: boolean;
  /** The namespace of manifests that name none. */
  readonly namespace: string;
}

/** All that a decision about one object looks at. */
export interface Facts {
  readonly release: ReleaseIndex;
  readonly inventory: Inventory;
  readonly policy: PrunePolicy;
}
