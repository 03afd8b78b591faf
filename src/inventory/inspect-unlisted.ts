import { FORBIDDEN, isNotFound } from '../model/api-error.ts';
import { Failure } from '../model/failure.ts';
import type { Inventory, InventoryGap, ManagedObject } from '../model/managed-object.ts';
import { showKey } from '../model/object-key.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import type { KubeApi } from '../ports/kube-api.ts';

/** What is known of targets whose type could not be listed. */
export interface Inspection {
  readonly objects: readonly ManagedObject[];
  /** Types whose objects the user may not read at all. */
  readonly unchecked: readonly InventoryGap[];
}

/**
 * Looks one by one at the targets whose type the inventory could not list: another deployment may
 * own them. What the user may not read is told; any other error stops the run.
 */
export async function inspectUnlisted(
  api: KubeApi,
  targets: readonly Target[],
  { gaps }: Inventory,
  signal: AbortSignal,
): Promise<Inspection> {
  const unlisted = new Map(gaps.flatMap((gap) => (gap.type === null ? [] : [[gap.type, gap]])));
  const looks = await Promise.all(
    targets.flatMap((target) => {
      const gap = unlisted.get(target.type);
      return gap === undefined ? [] : [inspect(api, target, gap, signal)];
    }),
  );
  return {
    objects: looks.flatMap(({ object }) => object ?? []),
    unchecked: [...new Set(looks.flatMap(({ gap }) => gap ?? []))],
  };
}

interface Look {
  readonly object: ManagedObject | null;
  readonly gap: InventoryGap | null;
}

async function inspect(
  api: KubeApi,
  { type, key }: Target,
  gap: InventoryGap,
  signal: AbortSignal,
): Promise<Look> {
  const answer = await api.get(type, key.namespace, key.name, signal);
  if (answer.ok) {
    const checksum = answer.value.labels[RELEASE_LABEL];
    const object = checksum === undefined ? null : { ...answer.value, checksum, aliases: [key] };
    return { object, gap: null };
  }
  if (isNotFound(answer.error)) return { object: null, gap: null };
  if (answer.error.status === FORBIDDEN) return { object: null, gap };
  throw new Failure({
    code: 'look-up-failed',
    message: `the API server does not tell about ${showKey(key)}: ${answer.error.message}`,
    hint: 'Whether another deployment owns it is not known. Nothing was applied or deleted.',
  });
}
