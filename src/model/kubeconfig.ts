/** What we need to know of the merged kubeconfig. Only kubectl reads and merges the files. */
export interface KubeconfigView {
  readonly currentContext: string;
  readonly contexts: readonly KubeconfigContext[];
  readonly clusters: readonly { readonly name: string; readonly server: string }[];
  /** Whether a program gives some user's credentials; it may ask people at the terminal. */
  readonly prompts: boolean;
  /** Where kubectl turns when no kubeconfig names a cluster: the Pod that we run in. */
  readonly inCluster: { readonly server: string; readonly namespace: string } | null;
}

export interface KubeconfigContext {
  readonly name: string;
  readonly cluster: string;
  readonly namespace: string | null;
}

/** The user's flags that choose a cluster. */
export interface ClusterFlags {
  readonly server: string | null;
  readonly cluster: string | null;
  readonly context: string | null;
}

/** The API server that kubectl would use, and the namespace that it would fill in. */
export interface ClusterAddress {
  /** Null where kubectl has none configured. */
  readonly server: string | null;
  readonly context: string | null;
  readonly namespace: string | null;
}

/** Chooses as kubectl does: `--server`, `--cluster`, `--context`, then the current context. */
export function resolveAddress(view: KubeconfigView, flags: ClusterFlags): ClusterAddress {
  const contextName = flags.context ?? view.currentContext;
  const context = view.contexts.find(({ name }) => name === contextName);
  const clusterName = flags.cluster ?? context?.cluster;
  const cluster = view.clusters.find(({ name }) => name === clusterName);
  const fallback = context === undefined && cluster === undefined ? view.inCluster : null;
  return {
    server: flags.server ?? cluster?.server ?? fallback?.server ?? null,
    context: context?.name ?? null,
    // In a Pod, a context without a namespace means the Pod's, whatever cluster it names.
    namespace: context?.namespace ?? view.inCluster?.namespace ?? null,
  };
}

/**
 * The flags that hold every process of a run to one context, whoever changes the current one
 * meanwhile: none where the user names a context, or none is current.
 */
export function pinContext(view: KubeconfigView, flags: ClusterFlags): readonly string[] {
  const isCurrent = view.contexts.some(({ name }) => name === view.currentContext);
  return flags.context === null && isCurrent ? [`--context=${view.currentContext}`] : [];
}

/** Whether two server URLs mean the same: case, default ports and trailing slashes don't matter. */
export function isSameServer(a: string, b: string): boolean {
  return normalServer(a) === normalServer(b);
}

function normalServer(server: string): string {
  const url = URL.parse(server.includes('://') ? server : `https://${server}`);
  if (url === null) return server;
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
