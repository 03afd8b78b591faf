import { leftovers, manualRemoval } from '../../cluster/leftovers.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { ClusterStory } from '../../ports/cluster-story.ts';

/** Tells of each host whether k0s is gone from it. Whether nothing is left, as far as can be seen. */
export function tellLeftovers(surveys: readonly HostSurvey[], story: ClusterStory): boolean {
  const found = surveys.map((survey) => ({ survey, left: leftovers(survey) }));
  for (const { survey, left } of found) {
    const { host, state } = survey;
    if (left.length > 0)
      story.warn(
        [`${host.name} is not clean: ${left.join(', ')}`, manualRemoval(survey)]
          .filter((part) => part !== null)
          .join('. '),
      );
    else if (state.type === 'unsupported')
      story.warn(`${host.name} cannot be looked into: see there whether k0s is gone`);
    else story.tell(`${host.name}: removed${secretsLeft(survey)}`);
  }
  return found.every(({ survey, left }) => survey.state.type === 'seen' && left.length === 0);
}

/** No host is less clean for them, since k0s always leaves them: a person may want to know. */
function secretsLeft({ state }: HostSurvey): string {
  const files = state.type === 'seen' ? state.secretFiles : [];
  return files.length === 0
    ? ''
    : `; ${files.join(', ')} stayed, which can hold secrets: remove what you do not need`;
}
