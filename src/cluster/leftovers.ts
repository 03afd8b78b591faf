import type { HostSurvey } from '../model/host-survey.ts';

/**
 * What is left of k0s on a host that it was to be removed from, in words; empty where nothing is. The
 * exit code of k0sctl does not tell: it is 0 also where k0s could not be removed.
 */
export function leftovers({ host, state }: HostSurvey): readonly string[] {
  switch (state.type) {
    case 'unsupported':
      return [];
    case 'unreached':
      return [`it cannot be looked into: ${state.reason}`];
    case 'seen':
      return [
        ...(state.hasData ? [`data in ${host.dataDir}`] : []),
        ...state.units.map(({ name }) => `the service ${name}`),
        ...(state.processes > 0 ? [`running processes of k0s (${String(state.processes)})`] : []),
      ];
  }
}
