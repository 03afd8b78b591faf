import type { HostSurvey, SeenHost } from '../model/host-survey.ts';

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
        ...processesOf(state),
      ];
  }
}

/** What k0s has started goes on where it was killed, and keeps its files and ports. */
function processesOf({ processes, children }: SeenHost): readonly string[] {
  const count = processes + children;
  return count > 0 ? [`running processes of k0s (${String(count)})`] : [];
}

/**
 * What a person has to do about leftovers that no other run removes; null where one may. k0sctl deletes the
 * program k0s also where that failed to remove the rest, and needs it the next time.
 */
export function manualRemoval({ host, state }: HostSurvey): string | null {
  if (state.type !== 'seen' || state.program !== null) return null;
  return `${host.program} is gone, without which k0sctl removes nothing: put it there again, and run there: k0s reset --data-dir=${host.dataDir}`;
}
