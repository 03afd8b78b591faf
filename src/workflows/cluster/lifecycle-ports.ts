import type { Cluster } from '../../model/cluster.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { ClusterLock } from '../../ports/cluster-lock.ts';
import type { HostShell } from '../../ports/host-shell.ts';
import type { K0sctlPorts } from './run-k0sctl.ts';
import type { ReadyPorts } from './ready-cluster.ts';

/** What installing and removing a cluster needs of the outside. */
export interface LifecyclePorts extends ReadyPorts, K0sctlPorts {
  readonly shell: (cluster: Cluster) => HostShell;
  readonly lock: ClusterLock;
  /** Asks a person; false where nobody agrees. Throws a `Failure` where nobody can be asked. */
  readonly consent: (question: Consent) => Promise<boolean>;
  /** The cluster that the user names; null where none is named. */
  readonly named: string | null;
}

/** What needs consent: it deletes data. */
export interface Consent {
  readonly cluster: string;
  /** The hosts that lose k0s and its data, with what is known of them. */
  readonly hosts: readonly HostSurvey[];
  /** Why some of them may be of another cluster: sentences. */
  readonly doubts: readonly string[];
}
