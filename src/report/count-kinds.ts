import type { ObjectKey } from '../model/object-key.ts';

/** `3 ConfigMap, 1 Ingress.networking.k8s.io`: the most frequent kind first, then by name. */
export function countKinds(keys: readonly ObjectKey[]): string {
  const counts = Map.groupBy(keys, ({ group, kind }) => (group === '' ? kind : `${kind}.${group}`));
  return [...counts]
    .map(([kind, some]) => [kind, some.length] as const)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([kind, number]) => `${String(number)} ${kind}`)
    .join(', ');
}
