import type { Json, JsonObject } from '../../model/json.ts';
import type { Report, Trail } from '../report.ts';

/** Fields of which an object has to have some; how many. */
export interface Alternatives {
  readonly least: number;
  readonly most: number;
  readonly fields: readonly string[];
}

/** Checks that an object has as many of some fields as it may. To Go, an empty text is none. */
export function checkAlternatives(
  holder: JsonObject,
  { least, most, fields }: Alternatives,
  at: Trail | null,
  report: Report,
): void {
  const held = fields.filter((field) => !NONE.includes(holder[field] ?? null));
  if (held.length < least) report(at, `needs one of ${fields.join(', ')}.`);
  if (held.length > most) report(at, `has ${held.join(' and ')}, and may have one of them.`);
}

const NONE: readonly Json[] = [null, ''];
