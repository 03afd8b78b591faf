import { OWN_OPTIONS, type VerbOption } from './own-options.ts';

export interface OptionGroup {
  readonly heading: string;
  readonly options: readonly VerbOption[];
}

const HEADINGS: readonly (readonly [group: VerbOption['group'], heading: string])[] = [
  ['source', 'What is evaluated'],
  ['result', 'What is written'],
  ['rollout', 'What apply and prune do'],
  ['other', 'Other options'],
];

/** The options of the verbs, below headings. */
export function optionGroups(): readonly OptionGroup[] {
  const all: readonly VerbOption[] = OWN_OPTIONS;
  return HEADINGS.map(([group, heading]) => ({
    heading,
    options: all.filter((option) => option.group === group),
  }));
}
