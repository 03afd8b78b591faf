import type { Target } from '../model/target.ts';

/** What kubectl said about one object. */
export type Acceptance =
  | 'accepted'
  | 'rejected'
  /** Several objects of this kind and name were sent, and kubectl names fewer, without namespaces. */
  | 'unclear';

/**
 * Reads from kubectl's own lines, `kind.group/name …`, which objects it applied. It prints one line
 * per success, without the namespace, and none for a failure.
 */
export function readAcceptance(
  targets: readonly Target[],
  stdout: string,
): ReadonlyMap<Target, Acceptance> {
  const said = Map.groupBy(stdout.split('\n'), (line) => line.split(' ', 1)[0] ?? '');
  const sent = Map.groupBy(targets, lineName);
  return new Map(
    targets.map((target) => {
      const name = lineName(target);
      return [target, judge(said.get(name)?.length ?? 0, sent.get(name)?.length ?? 0)] as const;
    }),
  );
}

function judge(said: number, sent: number): Acceptance {
  if (said === 0) return 'rejected';
  return said < sent ? 'unclear' : 'accepted';
}

function lineName({ key }: Target): string {
  const kind = key.kind.toLowerCase();
  return `${key.group === '' ? kind : `${kind}.${key.group}`}/${key.name}`;
}
