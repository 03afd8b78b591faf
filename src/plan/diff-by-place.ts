import type { Json } from '../model/json.ts';
import type { FieldChange } from '../model/plan.ts';
import type { ListPlace } from './diff-lists.ts';
import { indexPath } from '../model/field-path.ts';
import { canonicalText } from '../model/same-value.ts';

/**
 * What differs between two lists whose elements have only their place: what they begin and end with
 * alike is set aside, and the rest compared in pairs. Added elements have the index of the new list,
 * removed ones that of the old.
 */
export function diffByPlace(
  { path, diffValues }: ListPlace,
  from: readonly Json[],
  to: readonly Json[],
): readonly FieldChange[] {
  const [olds, nows] = [from.map(canonicalText), to.map(canonicalText)];
  const start = commonStart(olds, nows);
  const end = commonStart(olds.slice(start).toReversed(), nows.slice(start).toReversed());
  const [fromRest, toRest] = [from, to].map((list) => list.slice(start, list.length - end));
  const length = Math.max(fromRest?.length ?? 0, toRest?.length ?? 0);
  return Array.from({ length }).flatMap((_, index) =>
    diffValues(indexPath(path, start + index), fromRest?.[index], toRest?.[index]),
  );
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((text, index) => text !== b[index]);
  return end < 0 ? a.length : end;
}
