import type { Json } from '../model/json.ts';
import type { FieldChange } from '../model/plan.ts';
import { diffByPlace } from './diff-by-place.ts';
import type { DiffValues } from './diff-values.ts';
import { keysPath, valuePath } from './field-path.ts';
import { keysOfLists } from './list-keys.ts';
import { canonicalText } from '../model/same-value.ts';

/** Where two lists stand, and how their elements are compared. */
export interface ListPlace {
  readonly path: string;
  /** Name of the field that holds the list: it says how elements are told apart. */
  readonly name: string;
  readonly diffValues: DiffValues;
}

/**
 * What differs between two lists. Elements are told apart by their keys where all have them, else by
 * their place; scalars by their value where that makes it shorter. A list that holds the same in
 * another order is one `reorder`.
 */
export function diffLists(
  place: ListPlace,
  from: readonly Json[],
  to: readonly Json[],
): readonly FieldChange[] {
  const keys = keysOfLists(place.name, from, to);
  if (keys !== null) {
    const pathOf = (element: Json) => keysPath(place.path, keys(element));
    return diffByPath(place, byPath(from, pathOf), byPath(to, pathOf));
  }
  if (isReordered(from, to)) return [reorder(place.path, from, to)];
  const changes = diffByPlace(place, from, to);
  if (![...from, ...to].every(isShortScalar)) return changes;
  const pathOf = (value: Json) => valuePath(place.path, value);
  const [olds, nows] = [byPath(from, pathOf), byPath(to, pathOf)];
  if (olds.size < from.length || nows.size < to.length) return changes;
  const byValue = diffByPath(place, olds, nows);
  return byValue.length < changes.length ? byValue : changes;
}

type ByPath = ReadonlyMap<string, Json>;

function byPath(list: readonly Json[], pathOf: (element: Json) => string): ByPath {
  return new Map(list.map((element) => [pathOf(element), element]));
}

/** What differs between elements of one path, and whether those of both sides change their order. */
function diffByPath(place: ListPlace, from: ByPath, to: ByPath): readonly FieldChange[] {
  const stays = [...from.keys()].filter((path) => to.has(path));
  const isSameOrder =
    [...to.keys()].filter((path) => from.has(path)).join('\n') === stays.join('\n');
  const paths = new Set([...from.keys(), ...to.keys()]);
  return [
    ...[...paths].flatMap((path) => place.diffValues(path, from.get(path), to.get(path))),
    ...(isSameOrder ? [] : [reorder(place.path, [...from.values()], [...to.values()])]),
  ];
}

/** Whether two lists hold the same in another order. */
function isReordered(from: readonly Json[], to: readonly Json[]): boolean {
  const [olds, nows] = [from.map(canonicalText), to.map(canonicalText)];
  return (
    olds.some((text, index) => text !== nows[index]) &&
    olds.toSorted().join('\n') === nows.toSorted().join('\n')
  );
}

function reorder(path: string, from: readonly Json[], to: readonly Json[]): FieldChange {
  return { path, type: 'reorder', from, to, masked: false };
}

/** Longer ones would make unwieldy paths. */
const LONGEST_IN_PATH = 60;

function isShortScalar(value: Json): boolean {
  return typeof value === 'string' ? value.length <= LONGEST_IN_PATH : typeof value !== 'object';
}
