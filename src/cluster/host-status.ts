import type { HostCondition, HostStatus, Membership } from '../model/cluster-status.ts';
import type { ClusterHost } from '../model/cluster-host.ts';
import type { HostSurvey, SeenCluster, SeenHost } from '../model/host-survey.ts';
import { leftovers, manualRemoval } from './leftovers.ts';

/**
 * A host beside its declaration.
 * @param version of k0s, as declared
 * @param seen the cluster by its first controller that told anything; null without any
 */
export function hostStatus(
  { host, state }: HostSurvey,
  version: string,
  seen: SeenCluster | null,
): HostStatus {
  const found = state.type === 'seen' ? state : null;
  return {
    name: host.name,
    hostname: found?.hostname ?? null,
    role: { declared: host.role, found: found?.status?.role ?? null },
    version: { declared: version, found: versionOf(found) },
    reset: host.reset,
    leftovers: host.reset && found !== null ? leftovers({ host, state }) : [],
    manualRemoval: manualRemoval({ host, state }),
    state: found === null ? unseen(state) : conditionOf(found),
    reason: state.type === 'unreached' ? state.reason : null,
    node: nodeOf(host, found, seen),
    etcd: etcdOf(host, found, seen),
  };
}

/** A node is named by the hostname in lower case, and k0s names members of etcd so too. */
function isNamed(name: string, { hostname }: Pick<SeenHost, 'hostname'>): boolean {
  return name.toLowerCase() === hostname.toLowerCase();
}

function unseen({ type }: HostSurvey['state']): HostCondition {
  return type === 'unsupported' ? 'not looked at' : 'unreachable';
}

function conditionOf({ status, units, processes }: SeenHost): HostCondition {
  if (status !== null) return 'running';
  if (processes > 0 || units.some(({ isActive }) => isActive)) return 'not answering';
  return units.length > 0 ? 'stopped' : 'not installed';
}

/** The running one, else that of the program. */
function versionOf(found: SeenHost | null): string | null {
  return (found?.status?.version || found?.program?.version) ?? null;
}

function nodeOf(host: ClusterHost, found: SeenHost | null, seen: SeenCluster | null): Membership {
  if (host.role === 'controller' || host.reset) return 'none';
  const nodes = seen?.nodes ?? null;
  if (found === null || nodes === null) return 'unknown';
  const node = nodes.find(({ name }) =>
    isNamed(name, { hostname: host.hostname ?? found.hostname }),
  );
  if (node === undefined) return 'missing';
  return node.isReady ? 'yes' : 'not ready';
}

function etcdOf(host: ClusterHost, found: SeenHost | null, seen: SeenCluster | null): Membership {
  if (!host.isController || host.reset) return 'none';
  const members = seen?.etcdMembers ?? null;
  if (found === null || members === null) return 'unknown';
  return members.some(({ name }) => isNamed(name, found)) ? 'yes' : 'missing';
}
