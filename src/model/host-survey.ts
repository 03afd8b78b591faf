import type { ClusterHost } from './cluster-host.ts';

/** What a host says of itself. */
export interface HostSurvey {
  readonly host: ClusterHost;
  readonly state: HostState;
}

export type HostState =
  | ({ readonly type: 'seen' } & SeenHost)
  /** Nothing is known of it: why, for people. */
  | { readonly type: 'unreached'; readonly reason: string }
  /** By WinRM nothing is looked into. */
  | { readonly type: 'unsupported' };

/** What k0s has left, and does, on a host. */
export interface SeenHost {
  readonly hostname: string;
  /** The program k0s; null where there is none. */
  readonly program: { readonly version: string | null } | null;
  /** The services of k0s that are installed. */
  readonly units: readonly SeenUnit[];
  /** What the running k0s answers; null where none does. */
  readonly status: K0sStatus | null;
  /** Whether the data directory is there and holds anything. */
  readonly hasData: boolean;
  /** Whether it holds more than programs, images and manifests: what only this host has. */
  readonly hasState: boolean;
  /** The data directory that k0s runs with, or that its service names; null where neither tells. */
  readonly usedDataDir: string | null;
  /** The authority of its cluster, by the SHA-256 of its certificate; null where there is none. */
  readonly ca: string | null;
  /** How many processes are named k0s. */
  readonly processes: number;
  /** How many run a program of the data directory, such as kubelet, etcd and what holds containers. */
  readonly children: number;
  /** Files that `k0s reset` leaves, and that can hold secrets. */
  readonly secretFiles: readonly string[];
  /** `/etc/k0s/k0s.yaml`, by the SHA-256 of what follows its first comments; null where there is none. */
  readonly config: { readonly sha256: string | null } | null;
  /** What only a running controller knows; null elsewhere. */
  readonly cluster: SeenCluster | null;
}

export interface SeenUnit {
  /** `k0scontroller`, `k0sworker` or `k0sserver`. */
  readonly name: string;
  readonly isActive: boolean;
}

/** Of `k0s status`. */
export interface K0sStatus {
  /** `controller`, `controller+worker`, `single` or `worker`; what k0s says where it is another. */
  readonly role: string;
  readonly version: string;
  readonly pid: number | null;
  /** Its data directory; null where it does not tell. */
  readonly dataDir: string | null;
}

/** A cluster by one of its controllers. What that did not tell is null. */
export interface SeenCluster {
  /** The UID of the Namespace kube-system, which is the same for as long as the cluster lives. */
  readonly uid: string | null;
  readonly etcdMembers: readonly EtcdMember[] | null;
  readonly nodes: readonly SeenNode[] | null;
}

export interface EtcdMember {
  readonly name: string;
  /** Of its peers' port, such as `https://10.0.0.1:2380`. */
  readonly peerUrl: string;
}

export interface SeenNode {
  readonly name: string;
  readonly isReady: boolean;
  /** Of its kubelet. */
  readonly version: string;
}
