import type { Cluster } from '../model/cluster.ts';
import type { ClusterStatus, HostStatus } from '../model/cluster-status.ts';
import type { HostSurvey, SeenCluster, SeenHost } from '../model/host-survey.ts';
import { textAt } from '../model/json-path.ts';
import { showK0sVersion } from '../model/k0s-version.ts';
import { differentClusters } from './different-clusters.ts';
import { silentParts } from './silent-parts.ts';
import { hostProblems } from './host-problems.ts';
import { hostStatus } from './host-status.ts';
import { otherDirectory } from './other-directory.ts';
import { superfluous } from './superfluous.ts';

/** Compares what hosts tell with what is declared. */
export function clusterStatus(
  { name, server, document }: Pick<Cluster, 'name' | 'server' | 'document'>,
  surveys: readonly HostSurvey[],
): ClusterStatus {
  const version = showK0sVersion(textAt(document, 'spec', 'k0s', 'version'));
  const seen = mergeSeen(surveys.toSorted(byReset));
  const hosts = surveys.map((survey) => hostStatus(survey, version, seen));
  return {
    name,
    server,
    uid: seen?.uid ?? null,
    etcdMembers: seen?.etcdMembers ?? null,
    hosts,
    problems: [
      ...hosts.flatMap(hostProblems),
      ...surveys.map(otherDirectory).filter((problem) => problem !== null),
      ...surveys.flatMap((survey) => silentParts(survey, document)),
      ...nodesProblems(hosts, surveys, seen),
      ...differentClusters(surveys),
      ...memberProblems(surveys, seen),
    ],
    strayNodes: strayNodes(surveys, seen),
  };
}

/** A host that is to be reset may be of another cluster: the others are believed first. */
function byReset(one: HostSurvey, other: HostSurvey): number {
  return Number(one.host.reset) - Number(other.host.reset);
}

/** What the controllers told, each part by the first that told it; null where none told anything. */
function mergeSeen(surveys: readonly HostSurvey[]): SeenCluster | null {
  const all = seenHosts(surveys).flatMap(({ cluster }) => (cluster === null ? [] : [cluster]));
  if (all.length === 0) return null;
  const first = <Part>(part: (cluster: SeenCluster) => Part | null) =>
    all.map(part).find((told) => told !== null) ?? null;
  return {
    uid: first(({ uid }) => uid),
    etcdMembers: first(({ etcdMembers }) => etcdMembers),
    nodes: first(({ nodes }) => nodes),
  };
}

function seenHosts(surveys: readonly HostSurvey[]): readonly SeenHost[] {
  return surveys.flatMap(({ state }) => (state.type === 'seen' ? [state] : []));
}

/** An API server that nobody could ask leaves open whether nodes are ready. */
function nodesProblems(
  hosts: readonly HostStatus[],
  surveys: readonly HostSurvey[],
  seen: SeenCluster | null,
): readonly string[] {
  const running = surveys.filter(
    ({ host, state }) => host.isController && state.type === 'seen' && state.status !== null,
  );
  const silent = running.some(({ state }) => state.type === 'seen' && state.cluster?.uid == null);
  const wanted = hosts.some(({ node }) => node === 'unknown');
  // Of an API server that is silent, its controller tells.
  if (running.length === 0 || !wanted || silent || seen?.nodes !== null) return [];
  return [
    'no controller could tell about nodes: the API server does not answer. Look on a controller: k0s kubectl get nodes',
  ];
}

function memberProblems(
  surveys: readonly HostSurvey[],
  seen: SeenCluster | null,
): readonly string[] {
  const controllers = surveys.filter(({ host }) => host.isController);
  return superfluous(seen?.etcdMembers ?? [], controllers, ownName).map(
    ({ name, peerUrl }) =>
      `etcd has the member ${name} (${peerUrl}), which is no controller of this cluster. Where it is gone for good, run on a controller: k0s etcd leave --peer-address ${peerAddress(peerUrl)}`,
  );
}

function strayNodes(surveys: readonly HostSurvey[], seen: SeenCluster | null): readonly string[] {
  const workers = surveys.filter(({ host }) => host.role !== 'controller');
  return superfluous(
    seen?.nodes ?? [],
    workers,
    (survey) => survey.host.hostname ?? ownName(survey),
  ).map(
    ({ name }) =>
      `${name} is a node of the cluster, and no host of this hostgroup. Declare its host; where it is gone for good, run: kubectl delete node ${name}`,
  );
}

function ownName({ state }: HostSurvey): string | null {
  return state.type === 'seen' ? state.hostname : null;
}

function peerAddress(url: string): string {
  return (
    /^https?:\/\/(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d+)?$/i.exec(url)?.slice(1).find(Boolean) ??
    'ADDRESS'
  );
}
