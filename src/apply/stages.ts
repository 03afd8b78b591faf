import { interceptsRequests, isCustomResourceDefinition, isNamespace } from '../model/built-in.ts';
import { compareKeys } from '../model/object-key.ts';
import type { Target } from '../model/target.ts';

/** The stages of apply, in order. */
export const STAGES = ['foundations', 'objects', 'interceptors'] as const;

export type StageName = (typeof STAGES)[number];

export interface Stage {
  readonly name: StageName;
  readonly targets: readonly Target[];
}

/**
 * Sorts targets into stages: what others need to exist (Namespaces, CustomResourceDefinitions),
 * the rest, and what intercepts requests (admission webhooks, APIServices) last, when its backend
 * is there. Within a stage the order is that of the keys. Empty stages are left out. What is `settled`
 * needs no stage before the rest: nothing waits for it.
 */
export function stagesOf(
  targets: readonly Target[],
  settled: (target: Target) => boolean = () => false,
): readonly Stage[] {
  const sorted = [...targets].sort((a, b) => compareKeys(a.key, b.key));
  const byStage = Map.groupBy(sorted, (target) => stageOf(target, settled));
  return STAGES.flatMap((name) => {
    const some = byStage.get(name);
    return some === undefined ? [] : [{ name, targets: some }];
  });
}

function stageOf(target: Target, settled: (target: Target) => boolean): StageName {
  const { key } = target;
  if (isNamespace(key) || isCustomResourceDefinition(key))
    return settled(target) ? 'objects' : 'foundations';
  return interceptsRequests(key) ? 'interceptors' : 'objects';
}
