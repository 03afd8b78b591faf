import type { JsonObject } from '../model/json.ts';
import type { TakenFields } from '../model/plan.ts';
import { BOOKKEEPING } from '../model/bookkeeping.ts';
import { clientSideManagers } from './client-side-apply.ts';
import { stepPath } from './field-path.ts';
import { fieldPath } from '../model/field-path.ts';
import { below, isMember, stepsOf, union, type FieldSet } from './field-set.ts';
import { managedFieldsOf, type ManagedFieldsEntry } from './managed-fields.ts';

/**
 * The fields that other managers than `ours` own of the object `before`, and no longer own `after`:
 * a forced server-side apply takes them without a word. Left out: the status, what says only who
 * applied, and client-side apply, whose fields kubectl hands over to us.
 */
export function takenFields(
  before: JsonObject,
  after: JsonObject,
  ours: string,
): readonly TakenFields[] {
  const entries = managedFieldsOf(before);
  const handedOver = clientSideManagers(entries);
  const others = entries.filter(
    ({ manager, operation }) =>
      manager !== ours && !(operation === 'Update' && handedOver.has(manager)),
  );
  const left = byWriter(managedFieldsOf(after));
  const lost = [...byWriter(others)].map(([writer, { manager, fields }]) => ({
    manager,
    paths: lostPaths('', fields, left.get(writer)?.fields ?? {}),
  }));
  return perManager(lost);
}

/** What a manager owns by one operation, in all versions of the API. */
interface Owned {
  readonly manager: string;
  readonly fields: FieldSet;
}

function byWriter(entries: readonly ManagedFieldsEntry[]): ReadonlyMap<string, Owned> {
  const counted = entries.filter(({ subresource }) => subresource !== 'status');
  const groups = Map.groupBy(counted, ({ manager, operation }) => `${operation} ${manager}`);
  const owned = ([writer, some]: readonly [string, readonly ManagedFieldsEntry[]]) =>
    [
      writer,
      { manager: some[0]?.manager ?? '', fields: union(some.map((e) => e.fields)) },
    ] as const;
  return new Map([...groups].map(owned));
}

/** The outermost fields that were owned, and are so no more. */
function lostPaths(path: string, owned: FieldSet, left: FieldSet): readonly string[] {
  return stepsOf(owned).flatMap(({ key, step, node }) => {
    const place = stepPath(path, step);
    if (NEVER_TOLD.has(place)) return [];
    const kept = below(left, key);
    return kept === undefined && isMember(node) ? [place] : lostPaths(place, node, kept ?? {});
  });
}

const NEVER_TOLD: ReadonlySet<string> = new Set([
  'status',
  ...Object.entries(BOOKKEEPING).flatMap(([map, marks]) =>
    marks.map((mark) => fieldPath(`metadata.${map}`, mark)),
  ),
]);

function perManager(lost: readonly TakenFields[]): readonly TakenFields[] {
  const groups = Map.groupBy(lost, ({ manager }) => manager);
  return [...groups]
    .map(([manager, some]) => ({
      manager,
      paths: [...new Set(some.flatMap(({ paths }) => paths))].sort(),
    }))
    .filter(({ paths }) => paths.length > 0)
    .sort((a, b) => (a.manager < b.manager ? -1 : 1));
}
