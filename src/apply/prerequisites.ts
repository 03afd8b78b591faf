import { isCustomResourceDefinition, isNamespace } from '../model/built-in.ts';
import type { Target } from '../model/target.ts';
import { isLive, type LookUp, type Sight } from './sight.ts';

/**
 * What each target waits for before the server could take it, for people: its Namespace or
 * CustomResourceDefinition is created first, or is on its way out and created anew. Targets that
 * wait for nothing are not in the map.
 */
export async function findPrerequisites(
  targets: readonly Target[],
  lookUp: LookUp,
): Promise<ReadonlyMap<Target, string>> {
  const foundations = targets.filter(
    ({ key }) => isNamespace(key) || isCustomResourceDefinition(key),
  );
  const missing = new Map(
    [...(await lookUp(foundations))]
      .filter(([, sight]) => isMissing(sight))
      .map(([{ key }]) => [`${key.kind} ${key.name}`, key.kind]),
  );
  return new Map(
    targets.flatMap((target) => {
      const kind = awaitedBy(target, missing);
      return kind === undefined ? [] : [[target, `its ${kind} is created first`] as const];
    }),
  );
}

/** What is being deleted is waited for, and then applied anew. */
function isMissing(sight: Sight): boolean {
  return sight === 'absent' || (isLive(sight) && sight.terminating);
}

/** The kind that the target waits for; undefined where there is none. */
function awaitedBy(
  { key, type, served }: Target,
  missing: ReadonlyMap<string, string>,
): string | undefined {
  const definition = `CustomResourceDefinition ${type.plural}.${type.group}`;
  if (!served) return 'CustomResourceDefinition';
  return missing.get(definition) ?? missing.get(`Namespace ${key.namespace}`);
}
