import type { ClusterHost } from '../model/cluster-host.ts';
import type { HostSurvey } from '../model/host-survey.ts';

/** A controller that a backup can be taken from. */
export interface HealthyController {
  readonly host: ClusterHost;
  /** The version of k0s that it runs. */
  readonly version: string;
  /** Of the Namespace kube-system. */
  readonly uid: string;
}

/** The controllers that run and answer, in the order of the hostgroup. */
export function healthyControllers(surveys: readonly HostSurvey[]): readonly HealthyController[] {
  return surveys.flatMap(({ host, state }) => {
    if (!host.isController || host.reset || state.type !== 'seen') return [];
    const { status, cluster } = state;
    if (status === null || cluster?.uid == null) return [];
    return [{ host, version: status.version, uid: cluster.uid }];
  });
}

/** Why no backup can be taken from the controllers, a line each. */
export function whyUnhealthy(surveys: readonly HostSurvey[]): readonly string[] {
  return surveys
    .filter(({ host }) => host.isController && !host.reset)
    .map(({ host, state }) => `${host.name}: ${reasonOf(state)}`);
}

function reasonOf(state: HostSurvey['state']): string {
  switch (state.type) {
    case 'unsupported':
      return 'it cannot be looked into';
    case 'unreached':
      return state.reason;
    case 'seen':
      if (state.status === null)
        return state.units.length > 0 ? 'k0s does not run' : 'k0s is not installed';
      return 'the API server does not answer';
  }
}
