import type { HostSurvey } from '../model/host-survey.ts';

/** One cluster has one UID: a sentence where controllers have several, for hosts of two are no one's. */
export function differentClusters(surveys: readonly HostSurvey[]): readonly string[] {
  const seen = surveys.flatMap(({ host, state }) =>
    state.type === 'seen' && state.cluster?.uid != null
      ? [{ name: host.name, uid: state.cluster.uid }]
      : [],
  );
  if (new Set(seen.map(({ uid }) => uid)).size < 2) return [];
  const list = seen.map(({ name, uid }) => `${name} (${uid})`).join(', ');
  return [
    `the controllers are of different clusters: ${list}. Declare those of one cluster only, or reset the others and install them again.`,
  ];
}
