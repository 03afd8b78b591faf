import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Cascades } from '../model/plan.ts';
import { isIncidental, isOwnLease } from './incidental.ts';

/** What somebody may miss of the contents of Namespaces and CustomResourceDefinitions. */
export function cascadesOf(
  contents: ReadonlyMap<ManagedObject, readonly LiveObject[]>,
  deployment: string,
): Cascades {
  const cascades = [...contents].map(
    ([container, objects]) =>
      [
        container,
        objects.filter(
          (object) =>
            !object.terminating &&
            !isIncidental(container, object) &&
            !isOwnLease(object, deployment),
        ),
      ] as const,
  );
  return new Map(cascades.filter(([, objects]) => objects.length > 0));
}
