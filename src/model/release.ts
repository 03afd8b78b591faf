import type { Manifest } from './manifest.ts';

/** The label whose value is the release's checksum. It marks an object as managed. */
export const RELEASE_LABEL = 'kubernixos';

/** Whether a label's value can be a release's checksum, of this tool or of the original one. */
export function isChecksum(value: string): boolean {
  return /^[0-9a-f]{62}$/.test(value);
}

/** The annotation that names deployment and object, so that a copy of it on a child is known as a copy. */
export const OWNER_ANNOTATION = 'kubernixos/owner';

/** The field manager of server-side apply. */
export const FIELD_MANAGER = 'kubernixos';

/** One evaluation of a hostgroup: what the cluster shall hold. */
export interface Release {
  /** First 62 hexadecimal characters of the sha256 over the merged manifests; value of the label. */
  readonly checksum: string;
  readonly manifests: readonly Manifest[];
  readonly settings: ReleaseSettings;
  readonly evaluation: EvaluationInfo;
}

export interface ReleaseSettings {
  /** Objects of another deployment are never pruned. */
  readonly deployment: string;
  /** The Namespace of the Lease by which its runs take turns. */
  readonly leaseNamespace: string;
  /** URL of the API server that this release is meant for; checked, never used to connect. */
  readonly server: string | null;
  /** Further field managers whose label counts as set by us. */
  readonly fieldManagers: readonly string[];
  /** The version of Kubernetes that this release is meant for, as far as the user says it: `1.36`. */
  readonly version: string | null;
  /** Absolute path of the directory of the schemas to check with; null: nothing is checked. */
  readonly schemas: string | null;
  /** Kinds that are not checked. */
  readonly skipSchemas: readonly string[];
}

/** How the release was evaluated, for the story on stderr. */
export interface EvaluationInfo {
  readonly evaluator: string;
  readonly library: { readonly name: string; readonly version: string; readonly source: string };
  readonly warnings: readonly string[];
}
