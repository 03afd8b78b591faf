import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';
import { printJson } from '../model/exact-json.ts';
import { shorten } from '../model/shorten.ts';
import type { Trail } from './report.ts';

const LONGEST = 80;

/** A value in a sentence; of one that may be a secret, only its kind. */
export function showValue(value: Json, at: Trail | null): string {
  if (isPrivate(at) || isJsonArray(value) || isJsonObject(value)) return showKind(value);
  return shorten(printJson(value), LONGEST);
}

export function showKind(value: Json): string {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a Boolean';
    case 'bigint':
      return 'an integer';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
    default:
      return 'an object';
  }
}

/** As `lib/places.nix` has it: below these, values may be secret. */
const PRIVATE: readonly (string | number)[] = ['data', 'env', 'stringData'];

function isPrivate(trail: Trail | null): boolean {
  for (let at = trail; at !== null; at = at.above) if (PRIVATE.includes(at.part)) return true;
  return false;
}

/** `"Always" or "Never"`. */
export function showChoices(choices: readonly Json[]): string {
  const texts = choices.map((choice) => printJson(choice));
  const last = texts.pop() ?? 'nothing';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}
