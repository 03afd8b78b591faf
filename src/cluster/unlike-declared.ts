import type { HostSurvey, SeenHost, SeenNode } from '../model/host-survey.ts';
import { compareK0sVersions, showK0sVersion } from '../model/k0s-version.ts';
import { leftovers } from './leftovers.ts';

/** A host that is not as it is declared, and how. */
export interface Unlike {
  readonly host: string;
  readonly what: string;
}

/**
 * Where hosts are not as declared: k0s runs in the declared version, their nodes are ready, and hosts
 * that lose k0s hold nothing of it. What cannot be looked into is nowhere in the list.
 */
export function unlikeDeclared(
  surveys: readonly HostSurvey[],
  declared: string,
): readonly Unlike[] {
  const nodes = nodesIn(surveys);
  return surveys.flatMap((survey) =>
    faultsOf(survey, showK0sVersion(declared), nodes).map((what) => ({
      host: survey.host.name,
      what,
    })),
  );
}

function faultsOf(
  survey: HostSurvey,
  version: string,
  nodes: readonly SeenNode[] | null,
): readonly string[] {
  const { host, state } = survey;
  if (state.type === 'unsupported') return [];
  if (state.type === 'unreached') return [`it cannot be reached: ${state.reason}`];
  if (host.reset) return leftovers(survey);
  const { status } = state;
  if (status === null) return ['k0s does not run'];
  return [
    ...(compareK0sVersions(status.version, version) === 0
      ? []
      : [`k0s ${showK0sVersion(status.version)} runs in place of ${version}`]),
    ...(status.role === host.role ? [] : [`it runs as ${status.role} in place of ${host.role}`]),
    ...(host.role === 'controller' ? [] : nodeFaults(state, nodes)),
  ];
}

function nodeFaults({ hostname }: SeenHost, nodes: readonly SeenNode[] | null): readonly string[] {
  if (nodes === null) return ['no controller tells whether its node is ready'];
  const node = nodes.find(({ name }) => name === hostname.toLowerCase());
  if (node === undefined) return [`there is no node ${hostname}`];
  return node.isReady ? [] : [`its node ${hostname} is not ready`];
}

/** The nodes as the first controller tells them that can; null where none does. */
function nodesIn(surveys: readonly HostSurvey[]): readonly SeenNode[] | null {
  const told = surveys.flatMap(({ state }) =>
    state.type === 'seen' && state.cluster?.nodes != null ? [state.cluster.nodes] : [],
  );
  return told[0] ?? null;
}
