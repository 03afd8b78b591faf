import { placeOf, type Place } from './places.ts';

/** What is put where, by the path of the field; `undefined` takes the field away. */
export type Changes = Readonly<Record<string, unknown>>;

/**
 * A copy of a manifest with fields changed. A path is written as in messages:
 * `spec.ports[0].port`, and `metadata.labels["example.com/tier"]` for keys with dots.
 */
export function changeManifest(manifest: object, changes: Changes): object {
  return Object.entries(changes).reduce(
    (changed, [path, value]) => put(changed, placeOf(path), value) as object,
    manifest,
  );
}

function put(into: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') return putItem(Array.isArray(into) ? into : [], key, rest, value);
  const fields = isFields(into) ? into : {};
  const { [key]: old, ...others } = fields;
  const next = put(old, rest, value);
  // Order is kept: `kind` stays in front.
  return next === undefined ? others : { ...fields, [key]: next };
}

function putItem(items: readonly unknown[], index: number, rest: Place, value: unknown) {
  const changed = put(items[index], rest, value);
  return [...items.slice(0, index), changed, ...items.slice(index + 1)];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
