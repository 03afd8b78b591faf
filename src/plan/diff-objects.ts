import { printJson } from '../model/exact-json.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { FieldChange } from '../model/plan.ts';
import { withoutBookkeeping } from './bookkeeping.ts';
import { elementPath, fieldPath } from './field-path.ts';
import { type ElementKeys, identityOf } from './list-identity.ts';

/**
 * The fields in which two states of one object differ, sorted by path. A field that only one side
 * has is told as a whole. Bookkeeping is left out; of a Secret no value is told, only that it
 * differs.
 */
export function diffObjects(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const hides = isSecret(before) || isSecret(after);
  const [old, now] = [before, after].map((object) => comparable(object, hides));
  const changes = diff('', '', old, now);
  const told = hides ? changes.map(maskData) : changes;
  return [...told].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function isSecret({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

const SECRET_FIELDS = ['data', 'stringData'];

/** Both sides of a Secret have all maps, so that each key is told by itself. */
function comparable(object: JsonObject, isSecret: boolean): JsonObject {
  const bare = withoutBookkeeping(object);
  if (!isSecret) return bare;
  const maps = SECRET_FIELDS.map((name): [string, Json] => [name, bare[name] ?? {}]);
  return { ...bare, ...Object.fromEntries(maps) };
}

function maskData(change: FieldChange): FieldChange {
  const isData = SECRET_FIELDS.some((name) => new RegExp(`^${name}(?![-\\w])`).test(change.path));
  return isData ? { ...change, from: null, to: null, masked: true } : change;
}

/** `name` is that of the innermost field: of a list it tells by what its elements are known. */
function diff(
  path: string,
  name: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly FieldChange[] {
  if (before === undefined) return after === undefined ? [] : [change('add', path, null, after)];
  if (after === undefined) return [change('remove', path, before, null)];
  if (isJsonObject(before) && isJsonObject(after)) return diffMaps(path, before, after);
  if (isJsonArray(before) && isJsonArray(after)) return diffLists(path, name, before, after);
  return isSame(before, after) ? [] : [change('replace', path, before, after)];
}

function change(type: FieldChange['type'], path: string, from: Json, to: Json): FieldChange {
  return { path, type, from, to, masked: false };
}

/** Scalars: an integer is the same whether it is held as `number` or as `bigint`. */
function isSame(before: Json, after: Json): boolean {
  return printJson(before) === printJson(after);
}

function diffMaps(path: string, before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    diff(fieldPath(path, name), name, own(before, name), own(after, name)),
  );
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function diffLists(
  path: string,
  name: string,
  before: readonly Json[],
  after: readonly Json[],
): readonly FieldChange[] {
  const identify = identityOf(name, [before, after]);
  if (identify !== null) return diffKeyed(path, before, after, identify);
  const isOfParts = [...before, ...after].every((item) => isJsonObject(item) || isJsonArray(item));
  return isOfParts ? diffIndexed(path, before, after) : diffScalars(path, before, after);
}

function diffKeyed(
  path: string,
  before: readonly Json[],
  after: readonly Json[],
  identify: (element: Json) => ElementKeys,
): readonly FieldChange[] {
  const place = (element: Json) => elementPath(path, identify(element));
  const old = new Map(before.map((element) => [place(element), element]));
  const now = new Map(after.map((element) => [place(element), element]));
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  const changes = paths.flatMap((each) => diff(each, '', old.get(each), now.get(each)));
  const stay = (some: ReadonlyMap<string, Json>, others: ReadonlyMap<string, Json>) =>
    [...some.keys()].filter((each) => others.has(each)).join('\n');
  const isReordered = stay(old, now) !== stay(now, old);
  return isReordered ? [change('reorder', path, before, after), ...changes] : changes;
}

function diffIndexed(
  path: string,
  before: readonly Json[],
  after: readonly Json[],
): readonly FieldChange[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    diff(`${path}[${String(index)}]`, '', before[index], after[index]),
  ).flat();
}

/** Lists such as arguments and verbs are read as a whole. */
function diffScalars(
  path: string,
  before: readonly Json[],
  after: readonly Json[],
): readonly FieldChange[] {
  const [old, now] = [before, after].map((items) => items.map((item) => printJson(item)));
  if (old === undefined || now === undefined || old.join() === now.join()) return [];
  const isReordered = [...old].sort().join() === [...now].sort().join();
  return [change(isReordered ? 'reorder' : 'replace', path, before, after)];
}
