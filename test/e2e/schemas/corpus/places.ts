/** A field as the keys and indices that lead to it. */
export type Place = readonly (string | number)[];

const STEP = /\["(?<quoted>[^"]*)"\]|\[(?<index>\d+)\]|(?<key>[^.[\]]+)/g;

/** The place that a path tells, such as `spec.ports[0].port` or `metadata.labels["a.b/c"]`. */
export function placeOf(path: string): Place {
  return [...path.matchAll(STEP)].map(({ groups = {} }) =>
    groups['index'] === undefined
      ? (groups['quoted'] ?? groups['key'] ?? '')
      : Number(groups['index']),
  );
}

/** The path that tells a place. */
export function pathOf(place: Place): string {
  return place.map(stepOf).join('').replace(/^\./, '');
}

function stepOf(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`;
  return /^[^.[\]]+$/.test(part) ? `.${part}` : `["${part}"]`;
}

/** The keys of a path, without the positions in lists. */
export function keysOf(path: string): readonly string[] {
  return placeOf(path).filter((step) => typeof step === 'string');
}

/** What stands at a path of some data; undefined where there is nothing. */
export function valueAt(data: unknown, path: string): unknown {
  return placeOf(path).reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step],
    data,
  );
}

/** The paths of all that is in some data, outer ones first. */
export function pathsOf(data: unknown): readonly string[] {
  return placesBelow(data, []).map(pathOf);
}

function placesBelow(value: unknown, above: Place): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([part, inner]) => [
    [...above, part],
    ...placesBelow(inner, [...above, part]),
  ]);
}
