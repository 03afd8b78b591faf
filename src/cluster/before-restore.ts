import type { HostSurvey } from '../model/host-survey.ts';
import { leftovers } from './leftovers.ts';

/**
 * Why nothing may be restored, a sentence each. k0sctl leaves a restore out, and says that all is well,
 * where a controller runs; and k0s does not restore over data.
 */
export function beforeRestore(surveys: readonly HostSurvey[]): readonly string[] {
  return surveys.flatMap((survey) => {
    if (survey.host.reset) return resetProblems(survey);
    return survey.host.isController ? controllerProblems(survey) : unreached(survey);
  });
}

/** k0sctl would remove what is there, and nobody has agreed to that. */
function resetProblems(survey: HostSurvey): readonly string[] {
  const left = leftovers(survey);
  return left.length === 0
    ? []
    : [
        `${survey.host.name} is to be reset, and has ${left.join(', ')}: a restore removes nothing. Take the host out of the hostgroup, or remove k0s there first`,
      ];
}

function controllerProblems(survey: HostSurvey): readonly string[] {
  const { host, state } = survey;
  if (state.type !== 'seen') return unreached(survey);
  if (state.status !== null || state.processes > 0)
    return [
      `${host.name}: k0s runs there. Is the cluster alive? Then it needs no restore; else remove it first: kubernixos cluster uninstall`,
    ];
  const left = leftovers(survey);
  return left.length === 0
    ? []
    : [
        `${host.name}: ${left.join(', ')} would be in the way. Remove k0s first: kubernixos cluster uninstall --no-backup`,
      ];
}

function unreached({ host, state }: HostSurvey): readonly string[] {
  if (state.type === 'unreached') return [`${host.name} cannot be reached: ${state.reason}`];
  return state.type === 'unsupported' && host.isController
    ? [`${host.name}: it cannot be looked into whether k0s runs there`]
    : [];
}
