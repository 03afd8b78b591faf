import type { Inventory, ManagedObject } from '../model/managed-object.ts';
import { compareKeys } from '../model/object-key.ts';
import type { PruneChange } from '../model/plan.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { KEEP_RULES, type KeepRule } from './keep-rules.ts';
import type { Facts, PrunePolicy } from './prune-policy.ts';
import { indexRelease } from './release-index.ts';
import { spareOwners } from './spare-owners.ts';

/**
 * Decides about every managed object that this release did not put there, sorted by key.
 * An object is pruned only if everything speaks for it; whatever is in doubt is kept with its reason.
 * Namespaces and CustomResourceDefinitions are decided without a look at their contents.
 */
export function planPrune(
  targets: readonly Target[],
  inventory: Inventory,
  policy: PrunePolicy,
  rules: readonly KeepRule[] = Object.values(KEEP_RULES),
): readonly PruneChange[] {
  const facts = { release: indexRelease(targets), inventory, policy };
  const [current, stale] = divide(inventory.objects, policy.checksum);
  const changes = stale
    .map((object) => decide(object, facts, rules))
    .sort((a, b) => compareKeys(a.object.key, b.object.key));
  return spareOwners(changes, current);
}

function divide(
  objects: readonly ManagedObject[],
  checksum: string,
): readonly [current: readonly ManagedObject[], stale: readonly ManagedObject[]] {
  const isCurrent = (object: ManagedObject) => object.checksum === checksum;
  return [objects.filter(isCurrent), objects.filter((object) => !isCurrent(object))];
}

function decide(object: ManagedObject, facts: Facts, rules: readonly KeepRule[]): PruneChange {
  for (const rule of rules) {
    const reason = rule(object, facts);
    if (reason !== null) return { op: 'keep', object, reason };
  }
  return { op: 'prune', object, legacy: object.annotations[OWNER_ANNOTATION] === undefined };
}
