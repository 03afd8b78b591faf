import { isJsonObject, fieldOf, type JsonObject } from '../model/json.ts';
import { parseOwnerClaim } from '../model/owner-annotation.ts';
import type { ApplyChange, FieldChange } from '../model/plan.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { diffObjects } from './diff-objects.ts';
import { diffFields } from './diff-values.ts';
import { takenFields } from './taken-fields.ts';

/** What the server said to one object of the release in a dry run. */
export type Rehearsed =
  /** `result` is the object that apply would leave; null for `live` where there is none yet. */
  | { readonly type: 'accepted'; readonly live: JsonObject | null; readonly result: JsonObject }
  /** Not sent: its Namespace or CustomResourceDefinition, or its own end, comes first. */
  | { readonly type: 'waits'; readonly note: string }
  /** The server would not rehearse it, but may well take it, as where a webhook knows no dry run. */
  | { readonly type: 'unknown'; readonly live: JsonObject | null; readonly note: string }
  | { readonly type: 'refused'; readonly message: string };

/** What apply, by the manager `ours`, would do to one object, given what the server said to it. */
export function decideApply(target: Target, rehearsed: Rehearsed, ours: string): ApplyChange {
  switch (rehearsed.type) {
    case 'accepted':
      return rehearsed.live === null
        ? { op: 'create', target, note: null }
        : decideUpdate(target, rehearsed.live, rehearsed.result, ours);
    case 'waits':
      return { op: 'create', target, note: rehearsed.note };
    case 'unknown':
      return rehearsed.live === null
        ? { op: 'create', target, note: rehearsed.note }
        : { op: 'update', target, fields: [], taken: [], note: rehearsed.note };
    case 'refused':
      return { op: 'failed', target, message: rehearsed.message };
  }
}

function decideUpdate(
  target: Target,
  live: JsonObject,
  result: JsonObject,
  ours: string,
): ApplyChange {
  const fields = [...diffObjects(live, result), ...statusChanges(target, live, result)];
  const taken = takenFields(live, result, ours);
  const note = isManaged(live)
    ? (takeover(live, result) ?? noteOf(fields.length, taken.length))
    : NOT_MANAGED;
  const isUnchanged = fields.length === 0 && note === null;
  return isUnchanged ? { op: 'unchanged', target } : { op: 'update', target, fields, taken, note };
}

const NOT_MANAGED = 'it is there already, and not managed: it comes under management';

/** A status is told only where the manifest holds one: elsewhere it is its controllers'. */
function statusChanges(
  { manifest }: Target,
  live: JsonObject,
  result: JsonObject,
): readonly FieldChange[] {
  const name = 'status';
  if (fieldOf(manifest.object, name) === undefined) return [];
  const [from, to] = [live, result].map((object) => {
    const status = fieldOf(object, name);
    return status === undefined ? {} : { status };
  });
  return diffFields('', from ?? {}, to ?? {});
}

/** The owner annotation is bookkeeping, but whose it is decides who may prune. */
function takeover(live: JsonObject, result: JsonObject): string | null {
  const [before, after] = [live, result].map((object) => {
    const annotations = fieldOf(metadataOf(object), 'annotations');
    const value = isJsonObject(annotations) ? fieldOf(annotations, OWNER_ANNOTATION) : undefined;
    return typeof value === 'string' ? (parseOwnerClaim(value)?.deployment ?? null) : null;
  });
  return before === null || before === undefined || before === after
    ? null
    : `it is taken over from deployment ${before}`;
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

/** The same value in other words, such as 1000m for 1, takes a field and changes nothing. */
function noteOf(fields: number, taken: number): string | null {
  return fields === 0 && taken > 0 ? 'no value changes, only who manages it' : null;
}

function isManaged({ metadata }: JsonObject): boolean {
  const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
  return isJsonObject(labels) && fieldOf(labels, RELEASE_LABEL) !== undefined;
}
