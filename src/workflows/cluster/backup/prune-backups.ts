import { abandonedBackups } from '../../../backup/abandoned.ts';
import { verifiedBackups } from '../../../backup/judge-freshness.ts';
import { planRetention } from '../../../backup/plan-retention.ts';
import type { BackupSession } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/** What the retention lets go, and what it keeps. */
export interface PrunePlan {
  readonly keep: readonly { readonly name: string; readonly reasons: readonly string[] }[];
  readonly remove: readonly string[];
  /** What interrupted runs left. */
  readonly abandoned: readonly string[];
}

/** Decides what would be removed. What is not to be trusted stays, for people to look at. */
export async function planPrune(session: BackupSession): Promise<PrunePlan> {
  const records = await loadRecords(session);
  const now = session.ports.clock.date();
  const backups = verifiedBackups(records).map(({ name, state }) => ({
    name,
    time: state.manifest.time,
  }));
  return {
    ...planRetention(backups, session.rules.retention, now),
    abandoned: abandonedBackups(records, now),
  };
}

/** Removes what is to be removed, and tells it. */
export async function pruneBackups(session: BackupSession): Promise<PrunePlan> {
  const plan = await planPrune(session);
  const { ports, store, signal } = session;
  const names = [...plan.remove, ...plan.abandoned];
  if (names.length > 0) await store.remove(names, signal);
  for (const name of plan.remove) ports.story.tell(`${name}: removed, as the retention has it`);
  for (const name of plan.abandoned)
    ports.story.tell(`${name}: removed, since its run was interrupted`);
  return plan;
}
