/** What is wrong, a sentence each; warnings are errors, as `--strict` has it. */
export interface Report {
  readonly errors: readonly string[];
}

type Kind = 'text' | 'truth' | 'count' | 'set' | 'list' | 'texts' | 'any';

/** The fields of a part of a pipeline, and what they hold. */
export type Structure = Readonly<Record<string, Kind>>;

/** Fields that are unknown, or hold something else: Concourse cannot read such a part at all. */
export function wrongFields(
  value: Readonly<Record<string, unknown>>,
  structure: Structure,
  at: string,
): readonly string[] {
  return Object.entries(value).flatMap(([name, content]) => {
    const kind = structure[name];
    if (kind === undefined) return [`${at}: unknown field ${name}`];
    return HOLDS[kind](content) ? [] : [`${at}: ${name} is no ${kind}`];
  });
}

export function isSet(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const HOLDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  truth: (value) => typeof value === 'boolean',
  count: (value) => Number.isInteger(value),
  set: isSet,
  list: (value) => Array.isArray(value) && value.every(isSet),
  texts: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
  any: () => true,
};
