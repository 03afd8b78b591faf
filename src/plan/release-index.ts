import { keyText } from '../model/object-key.ts';
import type { Target } from '../model/target.ts';

/** What the release holds, for look-ups. */
export interface ReleaseIndex {
  readonly keys: ReadonlySet<string>;
  /** Groups by kind, namespace and name. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

export function indexRelease(targets: readonly Target[]): ReleaseIndex {
  const groups = Map.groupBy(targets, (target) => keyText({ ...target.key, group: '' }));
  return {
    keys: new Set(targets.map((target) => keyText(target.key))),
    groups: new Map([...groups].map(([key, all]) => [key, all.map((target) => target.key.group)])),
  };
}
