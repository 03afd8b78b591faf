import type { ClusterFlags } from './kubeconfig.ts';
import type { Requirement } from './label-selector.ts';

/** What is to become a module. */
export type ImportSource =
  /** Files, directories, or `-` for standard input. */
  | { readonly type: 'files'; readonly paths: readonly string[] }
  | { readonly type: 'cluster'; readonly query: LiveQuery };

/** Which live objects are meant. */
export interface LiveQuery {
  /** The user's flags that choose the cluster. */
  readonly cluster: ClusterFlags;
  /** Null: that of the context. */
  readonly namespace: string | null;
  /** All namespaces but those of Kubernetes itself. */
  readonly allNamespaces: boolean;
  readonly selector: readonly Requirement[];
  /** Names of kinds or resources, such as `Deployment` or `deployments.apps`; empty: all. */
  readonly kinds: readonly string[];
}

export interface ImportRequest {
  readonly source: ImportSource;
  /** The file to write; null: standard output. */
  readonly out: string | null;
}
