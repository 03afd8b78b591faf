/** A field as the keys and indices that lead to it. */
export type Place = readonly (string | number)[];

const STEP = /\["(?<quoted>[^"]*)"\]|\[(?<index>\d+)\]|(?<key>[^.[\]]+)/g;

/** The place that a path such as `spec.ports[0].port` tells. */
export function placeOf(path: string): Place {
  return [...path.matchAll(STEP)].map(({ groups = {} }) =>
    groups['index'] === undefined
      ? (groups['quoted'] ?? groups['key'] ?? '')
      : Number(groups['index']),
  );
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
