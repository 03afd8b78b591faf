import type { ObjectKey } from './object-key.ts';

/** A live object that is not imported. */
export interface LeftOut {
  readonly key: ObjectKey;
  /** What it is, for people: `made by Kubernetes`. */
  readonly reason: string;
}
