import type { HostSurvey, SeenHost } from '../model/host-survey.ts';

/**
 * One cluster has one UID, and one authority, which is known also where its API server is silent: a sentence
 * where controllers that run have several, for hosts of two are no one's.
 */
export function differentClusters(surveys: readonly HostSurvey[]): readonly string[] {
  const marks = [uidOf, authorityOf].map((markOf) => marksOf(surveys, markOf));
  const different = marks.find((list) => new Set(list.map(({ mark }) => mark)).size > 1);
  if (different === undefined) return [];
  const list = different.map(({ name, mark }) => `${name} (${mark})`).join(', ');
  return [
    `the controllers are of different clusters: ${list}. Declare those of one cluster only, or reset the others and install them again.`,
  ];
}

function marksOf(surveys: readonly HostSurvey[], markOf: (state: SeenHost) => string | null) {
  return surveys.flatMap(({ host, state }) => {
    const mark = state.type === 'seen' && state.cluster !== null ? markOf(state) : null;
    return mark === null ? [] : [{ name: host.name, mark }];
  });
}

function uidOf({ cluster }: SeenHost): string | null {
  return cluster?.uid ?? null;
}

/** A part of the hash is enough for a person to tell them apart. */
function authorityOf({ ca }: SeenHost): string | null {
  return ca === null ? null : `CA ${ca.slice(0, 16)}`;
}
