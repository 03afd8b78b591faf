import type { DrillRecord } from './backup-record.ts';

/** How well a cluster is backed up. */
export interface BackupHealth {
  /** How many verified backups there are. */
  readonly count: number;
  /** Null where there is none. */
  readonly newest: { readonly name: string; readonly time: string; readonly age: number } | null;
  /** The newest drill, whatever came of it; null where there is none. */
  readonly drill: (DrillRecord & { readonly age: number }) | null;
  /** What is wrong: sentences with what to do. */
  readonly problems: readonly string[];
  /** What to look at, which may be well: sentences. */
  readonly notes: readonly string[];
}
