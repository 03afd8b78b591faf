import type { EtcdMember } from './host-survey.ts';

/** What a cluster is, beside what it is declared to be. */
export interface ClusterStatus {
  readonly name: string;
  /** The URL of the API server; null where no host has an address. */
  readonly server: string | null;
  /** By the UID of its Namespace kube-system; null where no controller told it. */
  readonly uid: string | null;
  /** Null where no controller told them, as with kine. */
  readonly etcdMembers: readonly EtcdMember[] | null;
  readonly hosts: readonly HostStatus[];
  /** What is not as declared: sentences with what to do. Empty where all is well. */
  readonly problems: readonly string[];
  /**
   * The same about nodes that no host declares. No waiting ends them, and no installation: others may have
   * joined them.
   */
  readonly strayNodes: readonly string[];
}

export interface HostStatus {
  readonly name: string;
  readonly hostname: string | null;
  readonly role: Declared;
  readonly version: Declared;
  /** Whether k0s is to be removed from it. */
  readonly reset: boolean;
  /** What is left of k0s on a host that it is to be removed from, in words. */
  readonly leftovers: readonly string[];
  /** What a person has to do about them; null where an installation removes them. */
  readonly manualRemoval: string | null;
  readonly state: HostCondition;
  /** Why it is unreachable; null where it is not. */
  readonly reason: string | null;
  readonly node: Membership;
  readonly etcd: Membership;
}

/** A value as it is declared, and as it is; null where it is not known, or there is none. */
export interface Declared {
  readonly declared: string;
  readonly found: string | null;
}

export type HostCondition =
  | 'running'
  /** k0s runs, and does not answer. */
  | 'not answering'
  | 'stopped'
  | 'not installed'
  | 'unreachable'
  /** By WinRM nothing is looked into. */
  | 'not looked at';

/** Whether a host is a node, or a member of etcd. */
export type Membership =
  /** It is one, and a node is ready. */
  | 'yes'
  | 'not ready'
  /** It should be one, and is not. */
  | 'missing'
  /** It need not be one. */
  | 'none'
  | 'unknown';
