import { isSet } from './fields.ts';

/** A part of a pipeline, as YAML has it. */
export type Pipeline = Readonly<Record<string, unknown>>;

/** The sets that a field lists. */
export function setsIn(holder: Pipeline, field: string): readonly Pipeline[] {
  const value = holder[field];
  return Array.isArray(value) ? value.filter(isSet) : [];
}

/** The text of a field, empty where there is none. */
export function textIn(holder: Pipeline, field: string): string {
  const value = holder[field];
  return typeof value === 'string' ? value : '';
}

/** The texts that a field lists. */
export function textsIn(holder: Pipeline, field: string): readonly string[] {
  const value = holder[field];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
