import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { TakenFields } from '../model/plan.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../model/release.ts';
import { LAST_APPLIED } from './bookkeeping.ts';
import { isClientSide } from './client-side-leftovers.ts';
import { fieldPath } from './field-path.ts';
import { type FieldsEntry, fieldsEntries, parseStep, stepPath } from './managed-fields.ts';

/**
 * The fields that other managers own `before` and no longer own `after`, sorted by manager and path.
 * Managers of client-side apply are not told: server-side apply takes their place.
 */
export function takenFields(
  before: JsonObject,
  after: JsonObject,
  ours: string,
): readonly TakenFields[] {
  const old = pathsByManager(before, ours);
  const now = pathsByManager(after, ours);
  return [...old]
    .map(([manager, paths]) => {
      const left = now.get(manager) ?? new Set<string>();
      const lost = [...paths].filter((path) => !left.has(path)).sort();
      return { manager, paths: outermost(lost) };
    })
    .filter(({ paths }) => paths.length > 0)
    .sort((a, b) => (a.manager < b.manager ? -1 : 1));
}

function pathsByManager(object: JsonObject, ours: string): ReadonlyMap<string, Set<string>> {
  const byManager = new Map<string, Set<string>>();
  for (const entry of fieldsEntries(object).filter((each) => isOther(each, ours))) {
    const paths = byManager.get(entry.manager) ?? new Set();
    for (const path of leaves(entry.fields, '')) if (!MARKS.has(path)) paths.add(path);
    byManager.set(entry.manager, paths);
  }
  return byManager;
}

function isOther(entry: FieldsEntry, ours: string): boolean {
  return entry.manager !== ours && entry.subresource !== 'status' && !isClientSide(entry);
}

const MARKS: ReadonlySet<string> = new Set([
  fieldPath('metadata.labels', RELEASE_LABEL),
  fieldPath('metadata.annotations', OWNER_ANNOTATION),
  fieldPath('metadata.annotations', LAST_APPLIED),
]);

/** The paths of what is owned itself: steps without further steps, and those marked by `.`. */
function leaves(fields: JsonObject, path: string): readonly string[] {
  const steps = Object.entries(fields).flatMap(([text, below]) => {
    const step = parseStep(text);
    return step === null || !isJsonObject(below) ? [] : [{ path: stepPath(path, step), below }];
  });
  const own = path !== '' && (steps.length === 0 || '.' in fields) ? [path] : [];
  return [...own, ...steps.flatMap((step) => leaves(step.below, step.path))];
}

/** Without the paths below another of them; `paths` are sorted. */
function outermost(paths: readonly string[]): readonly string[] {
  const isBelow = (path: string, above: string) =>
    path.startsWith(above) && /^[.[]/.test(path.slice(above.length));
  return paths.filter((path) => !paths.some((above) => isBelow(path, above)));
}
