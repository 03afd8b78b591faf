import type { Inventory, LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { KeepReason, PruneChange } from '../model/plan.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { planPrune } from './plan-prune.ts';
import type { PrunePolicy } from './prune-policy.ts';

/**
 * Decides about an object in the state in which it is now, beside everything else as it was. One
 * that another release has applied since is that release's.
 */
export function decideAgain(
  live: LiveObject,
  planned: ManagedObject,
  plan: {
    readonly targets: readonly Target[];
    readonly inventory: Inventory;
    readonly policy: PrunePolicy;
  },
): PruneChange {
  const checksum = live.labels[RELEASE_LABEL] ?? '';
  const object: ManagedObject = { ...live, checksum, aliases: planned.aliases };
  if (checksum !== planned.checksum) return { op: 'keep', object, reason: relabelled(checksum) };
  const objects = plan.inventory.objects.map((other) => (other.uid === live.uid ? object : other));
  const changes = planPrune(plan.targets, { ...plan.inventory, objects }, plan.policy);
  return (
    changes.find((change) => change.object === object) ?? {
      op: 'keep',
      object,
      reason: relabelled(checksum),
    }
  );
}

function relabelled(checksum: string): KeepReason {
  return checksum === '' ? { type: 'unclear', managers: [] } : { type: 'other-release', checksum };
}
