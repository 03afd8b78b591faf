import type { HostSurvey } from '../model/host-survey.ts';

/** How a host is named where it is looked for; null where it did not tell. */
export type NameOf = (survey: HostSurvey) => string | null;

/**
 * What belongs to none of these hosts, by its name. As many may belong to hosts that did not tell theirs: only
 * what is more than these is superfluous. Hosts that k0s was removed from have nothing any more.
 */
export function superfluous<Named extends { readonly name: string }>(
  found: readonly Named[],
  hosts: readonly HostSurvey[],
  nameOf: NameOf,
): readonly Named[] {
  const names = hosts.filter((survey) => !isRemoved(survey)).map(nameOf);
  const told = names.flatMap((name) => (name === null ? [] : [name.toLowerCase()]));
  const strangers = found.filter(({ name }) => !told.includes(name.toLowerCase()));
  return strangers.length <= names.length - told.length ? [] : strangers;
}

function isRemoved({ host, state }: HostSurvey): boolean {
  return host.reset && state.type === 'seen' && state.units.length === 0 && state.processes === 0;
}
