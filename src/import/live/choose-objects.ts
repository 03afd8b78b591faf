import type { LeftOut } from '../../model/left-out.ts';
import type { LiveObject } from '../../model/managed-object.ts';
import { compareKeys } from '../../model/object-key.ts';
import { reasonToLeaveOut } from './leave-out.ts';

export interface Choice {
  readonly chosen: readonly LiveObject[];
  readonly leftOut: readonly LeftOut[];
}

/** Tells live objects that somebody wrote from those that came of them, in a fixed order. */
export function chooseObjects(objects: readonly LiveObject[]): Choice {
  const unique = [...new Map(objects.map((object) => [object.uid, object])).values()];
  const sorted = unique.sort((a, b) => compareKeys(a.key, b.key));
  const judged = sorted.map((object) => ({ object, reason: reasonToLeaveOut(object, sorted) }));
  return {
    chosen: judged.flatMap(({ object, reason }) => (reason === null ? [object] : [])),
    leftOut: judged.flatMap(({ object, reason }) =>
      reason === null ? [] : [{ key: object.key, reason }],
    ),
  };
}
