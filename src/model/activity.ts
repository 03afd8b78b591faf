import type { ObjectKey } from './object-key.ts';
import type { NotReady } from './readiness.ts';

/** What a run is at, for a person who waits. */
export type Activity =
  | { readonly type: 'evaluating' }
  /** `prompts`: a program that people may have to answer gives the credentials. */
  | { readonly type: 'connecting'; readonly prompts: boolean }
  | { readonly type: 'listing'; readonly types: number; readonly done: number }
  /** Another run of the deployment goes on: who, where and since when. */
  | { readonly type: 'waiting-for-run'; readonly holder: string }
  | { readonly type: 'planning' }
  /** `done` is null where kubectl's output does not tell. */
  | { readonly type: 'applying'; readonly objects: number; readonly done: number | null }
  | { readonly type: 'getting-ready'; readonly objects: readonly NotReady[] }
  | { readonly type: 'deleting'; readonly objects: number; readonly done: number }
  | { readonly type: 'going'; readonly objects: readonly ObjectKey[] };

/** Hears of it; null at its end. */
export type TellActivity = (activity: Activity | null) => void;
