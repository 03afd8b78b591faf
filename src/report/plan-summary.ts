import type { ObjectKey } from '../model/object-key.ts';
import type { ApplyChange, Plan, PruneChange } from '../model/plan.ts';

export type PlanOp = ApplyChange['op'] | PruneChange['op'];

/** Operations in the order of a summary, with their words for a number of objects. */
const WORDS: readonly (readonly [op: PlanOp, words: string])[] = [
  ['create', 'to create'],
  ['update', 'to update'],
  ['prune', 'to prune'],
  ['failed', 'refused'],
  ['keep', 'kept'],
  ['unchanged', 'unchanged'],
];

/** The object that a change is about. */
export function planKey(change: ApplyChange | PruneChange): ObjectKey {
  return 'target' in change ? change.target.key : change.object.key;
}

/** How many objects have which operation; every operation is there. */
export function countPlan({ applies, prunes }: Plan): Readonly<Record<PlanOp, number>> {
  const counts = { create: 0, update: 0, prune: 0, failed: 0, keep: 0, unchanged: 0 };
  for (const { op } of [...applies, ...prunes]) counts[op] += 1;
  return counts;
}

/** `plan: 1 to create, 4 unchanged`; says so where there is nothing to do. */
export function summarizePlan(plan: Plan): string {
  const counts = countPlan(plan);
  const parts = WORDS.filter(([op]) => counts[op] > 0).map(
    ([op, words]) => `${String(counts[op])} ${words}`,
  );
  const isIdle = counts.create + counts.update + counts.prune + counts.failed === 0;
  return `plan: ${[...(isIdle ? ['nothing to do'] : []), ...parts].join(', ')}`;
}
