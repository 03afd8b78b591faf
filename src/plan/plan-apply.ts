import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { ApplyChange } from '../model/plan.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { diffObjects } from './diff-objects.ts';
import { takenFields } from './taken-fields.ts';

/** What is there of one object, and what the server said to it in a dry run. */
export type Rehearsed =
  | { readonly type: 'accepted'; readonly live: JsonObject | null; readonly result: JsonObject }
  /** Not sent: its Namespace or CustomResourceDefinition, or its own end, comes first. */
  | { readonly type: 'waits'; readonly note: string }
  /** The server would not rehearse it, but may well take it, as where a webhook knows no dry run. */
  | { readonly type: 'unknown'; readonly live: JsonObject | null; readonly note: string }
  | { readonly type: 'refused'; readonly message: string };

/** Decides what apply would do to one object; `ours` is the field manager of the run. */
export function decideApply(target: Target, rehearsed: Rehearsed, ours: string): ApplyChange {
  switch (rehearsed.type) {
    case 'waits':
      return { op: 'create', target, note: rehearsed.note };
    case 'refused':
      return { op: 'failed', target, message: rehearsed.message };
    case 'unknown': {
      const { live, note } = rehearsed;
      if (live === null) return { op: 'create', target, note };
      return { op: 'update', target, fields: [], taken: [], note };
    }
    case 'accepted':
      return rehearsed.live === null
        ? { op: 'create', target, note: null }
        : compare(target, rehearsed.live, rehearsed.result, ours);
  }
}

function compare(target: Target, live: JsonObject, result: JsonObject, ours: string): ApplyChange {
  const fields = diffObjects(live, result);
  const taken = takenFields(live, result, ours);
  const note = isManaged(live) ? null : 'it is there already, and not managed: from now on it is';
  return fields.length === 0 && taken.length === 0 && note === null
    ? { op: 'unchanged', target }
    : { op: 'update', target, fields, taken, note };
}

function isManaged({ metadata }: JsonObject): boolean {
  const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
  return isJsonObject(labels) && Object.hasOwn(labels, RELEASE_LABEL);
}
