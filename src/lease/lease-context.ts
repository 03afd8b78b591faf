import type { TellActivity } from '../model/activity.ts';
import type { LeasePlace } from '../model/lease.ts';
import type { Clock } from '../ports/clock.ts';
import type { OwnRun } from '../ports/own-run.ts';
import type { LeaseStore } from './lease-store.ts';

/** A run, and the Lease of its deployment. */
export interface LeaseContext {
  readonly store: LeaseStore;
  readonly place: LeasePlace;
  readonly deployment: string;
  readonly run: OwnRun;
  readonly clock: Clock;
  readonly progress: TellActivity;
  readonly warn: (message: string, hint?: string) => void;
}
