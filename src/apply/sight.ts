import type { LiveObject } from '../model/managed-object.ts';
import type { Target } from '../model/target.ts';

/** What the server holds under a target's identity. */
export type Sight =
  | LiveObject
  | 'absent'
  /** The user may not look. */
  | 'unknown'
  | LookFailure;

/** Why the server could not be asked. */
export interface LookFailure {
  readonly error: string;
}

/** Looks at what the server holds for some targets, until the signal aborts or the run ends. */
export type LookUp = (
  targets: readonly Target[],
  until?: AbortSignal,
) => Promise<ReadonlyMap<Target, Sight>>;

export function isLive(sight: Sight): sight is LiveObject {
  return typeof sight === 'object' && !('error' in sight);
}
