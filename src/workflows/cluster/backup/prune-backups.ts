import { planPrune, type PrunePlan } from '../../../backup/plan-prune.ts';
import type { BackupSession } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/** Decides what would be removed from the store, and removes nothing. */
export async function planPruning(session: BackupSession): Promise<PrunePlan> {
  const { rules, ports } = session;
  return planPrune(await loadRecords(session), rules.retention, ports.clock.date());
}

/**
 * Removes what the retention lets go, and tells it.
 * @param withAbandoned whether what interrupted runs left goes too: another machine may be at it
 */
export async function pruneBackups(
  session: BackupSession,
  { withAbandoned }: { readonly withAbandoned: boolean },
): Promise<PrunePlan> {
  const plan = await planPruning(session);
  const { ports, store, signal } = session;
  const abandoned = withAbandoned ? plan.abandoned : [];
  const names = [...plan.remove, ...abandoned];
  if (names.length > 0) await store.remove(names, signal);
  for (const name of plan.remove) ports.story.tell(`${name}: removed, as the retention has it`);
  for (const name of abandoned) ports.story.tell(`${name}: removed, since its run was interrupted`);
  return plan;
}
