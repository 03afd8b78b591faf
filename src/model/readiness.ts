import type { ObjectKey } from './object-key.ts';

/** What an object says about itself. */
export type ReadinessVerdict =
  | { readonly state: 'ready' }
  /** Nothing speaks against it, but nothing shows either that its controller has looked at it. */
  | { readonly state: 'assumed' }
  | { readonly state: 'waiting'; readonly why: string }
  /** It will not become ready by waiting. */
  | { readonly state: 'failed'; readonly why: string };

/** An object that is not ready, or of which nobody can tell. */
export interface NotReady {
  readonly key: ObjectKey;
  /** `unknown`: the user may not look at it. */
  readonly state: 'waiting' | 'failed' | 'unknown';
  readonly why: string;
}

/** An object that was deleted and is still there, with what holds it. */
export interface Lingering {
  readonly key: ObjectKey;
  readonly why: string;
}
