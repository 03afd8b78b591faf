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
 * is there. Within a stage the order is that of the keys. Empty stages are left out.
 */
export function stagesOf(targets: readonly Target[]): readonly Stage[] {
  const sorted = [...targets].sort((a, b) => compareKeys(a.key, b.key));
  return STAGES.map((name) => ({
    name,
    targets: sorted.filter((target) => stageOf(target) === name),
  })).filter((stage) => stage.targets.length > 0);
}

function stageOf({ key }: Target): StageName {
  if (isNamespace(key) || isCustomResourceDefinition(key)) return 'foundations';
  return interceptsRequests(key) ? 'interceptors' : 'objects';
}
