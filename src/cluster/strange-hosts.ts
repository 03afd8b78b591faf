import type { ClusterHost } from '../model/cluster-host.ts';
import type { HostSurvey, SeenHost } from '../model/host-survey.ts';

/** Why a host may not belong to the cluster of the controllers beside it. */
export interface StrangeHost {
  /** Its name in the hostgroup. */
  readonly name: string;
  readonly type:
    /** It has the authority of another cluster. */
    | 'other'
    /** It runs k0s, and is no node of this cluster. */
    | 'no node'
    /** Nothing tells. */
    | 'unknown';
  /** The same for people. */
  readonly text: string;
}

/**
 * Compares every host that has anything of k0s with the controllers: by the authority of its cluster, else a
 * worker by the nodes. What running controllers tell of themselves is compared by `differentClusters`.
 */
export function strangeHosts(surveys: readonly HostSurvey[]): readonly StrangeHost[] {
  const known = knownOf(surveys);
  return surveys.flatMap((survey) => {
    const { host, state } = survey;
    if (state.type !== 'seen' || !hasAnything(state)) return [];
    if (state.ca !== null && known.ca !== null)
      return state.ca === known.ca ? [] : [ofAnother(host.name, state.ca, known.ca)];
    return host.isController
      ? judgeController(host.name, state, known)
      : judgeWorker(host.name, { ...state, hostname: host.hostname ?? state.hostname }, known);
  });
}

/** What the controllers tell of their cluster. */
interface Known {
  readonly controllers: readonly string[];
  readonly ca: string | null;
  /** The names of its nodes, in lower case; null where no controller told them. */
  readonly nodes: readonly string[] | null;
}

/** Those that run are believed first, and those that are to be reset last: they may be of another cluster. */
function knownOf(surveys: readonly HostSurvey[]): Known {
  const controllers = surveys
    .flatMap(({ host, state }) =>
      host.isController && state.type === 'seen' && hasAnything(state) ? [{ host, state }] : [],
    )
    .toSorted((one, other) => doubtOf(one) - doubtOf(other));
  const told = controllers.flatMap(({ state }) => state.cluster?.nodes ?? []);
  const isTold = controllers.some(({ state }) => state.cluster?.nodes != null);
  return {
    controllers: controllers.map(({ host }) => host.name),
    ca: controllers.find(({ state }) => state.ca !== null)?.state.ca ?? null,
    nodes: isTold ? told.map(({ name }) => name.toLowerCase()) : null,
  };
}

function hasAnything({ hasData, units, processes, children }: SeenHost): boolean {
  return hasData || units.length > 0 || processes + children > 0;
}

/** The less, the more it is believed. */
function doubtOf({
  host,
  state,
}: {
  readonly host: ClusterHost;
  readonly state: SeenHost;
}): number {
  const silence = state.cluster?.uid != null ? 0 : state.status === null ? 2 : 1;
  return host.reset ? silence + 3 : silence;
}

function ofAnother(name: string, ca: string, expected: string): StrangeHost {
  const text = `${name} is of another cluster: its CA is ${ca.slice(0, 16)}, and not ${expected.slice(0, 16)}`;
  return { name, type: 'other', text };
}

/** One alone is compared with nothing. */
function judgeController(name: string, { cluster }: SeenHost, known: Known) {
  const isAlone = known.controllers.every((other) => other === name);
  return isAlone || cluster?.uid != null ? [] : [unknown(name, 'it does not tell')];
}

function judgeWorker(name: string, state: SeenHost, { nodes }: Known): readonly StrangeHost[] {
  if (nodes === null) return [unknown(name, 'no controller tells its nodes')];
  if (nodes.includes(state.hostname.toLowerCase())) return [];
  const text = `${state.hostname} is no node of it`;
  return state.status === null && state.processes === 0
    ? [unknown(name, text)]
    : [{ name, type: 'no node', text: `${name} runs k0s of another cluster: ${text}` }];
}

function unknown(name: string, why: string): StrangeHost {
  const text = `${name}: nothing shows that its k0s is of this cluster: ${why}`;
  return { name, type: 'unknown', text };
}
