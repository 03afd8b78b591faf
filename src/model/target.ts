import type { Manifest } from './manifest.ts';
import type { ObjectKey } from './object-key.ts';
import type { ResourceType } from './resource-type.ts';

/** A manifest with the identity that it has in the cluster at hand. */
export interface Target {
  readonly manifest: Manifest;
  /** The namespace is the one that kubectl would use; empty for cluster-scoped kinds. */
  readonly key: ObjectKey;
  readonly type: ResourceType;
  /** False where the cluster does not serve the kind yet: the release's own CRD will. */
  readonly served: boolean;
}
