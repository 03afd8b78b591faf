import type { ClusterHost } from './cluster-host.ts';

/** What an installation does to a host. */
export interface HostChange {
  readonly host: ClusterHost;
  readonly change: Change;
}

export type Change =
  /** `over` is the directory of data that are there already; null where there are none. */
  | { readonly type: 'install'; readonly version: string; readonly over: string | null }
  | { readonly type: 'upgrade'; readonly from: string; readonly to: string }
  /** k0s runs in the declared version; its configuration and flags are compared by k0sctl. */
  | { readonly type: 'keep'; readonly version: string }
  /** k0s is removed with its data. */
  | { readonly type: 'remove' }
  | { readonly type: 'nothing' }
  /** Nobody can look, as into Windows. */
  | { readonly type: 'unknown' };

export interface InstallPlan {
  readonly changes: readonly HostChange[];
  /** Why it must not begin: sentences with what to do. */
  readonly problems: readonly string[];
}
