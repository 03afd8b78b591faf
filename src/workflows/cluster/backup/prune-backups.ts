import { abandonedBackups } from '../../../backup/abandoned.ts';
import { verifiedBackups } from '../../../backup/judge-freshness.ts';
import { planRetention } from '../../../backup/plan-retention.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { BackupSession } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/** What the retention lets go, and what it keeps. */
export interface PrunePlan {
  readonly keep: readonly { readonly name: string; readonly reasons: readonly string[] }[];
  readonly remove: readonly string[];
  /** What interrupted runs left. */
  readonly abandoned: readonly string[];
}

/**
 * Decides what would be removed. What is not to be trusted stays, for people to look at, and so do the last
 * drill and the last good one. Backups of another cluster by the same name never push these out.
 */
export async function planPrune(session: BackupSession): Promise<PrunePlan> {
  const records = await loadRecords(session);
  const now = session.ports.clock.date();
  const verified = verifiedBackups(records);
  const plans = [...Map.groupBy(verified, ({ state }) => state.manifest.clusterUid).values()].map(
    (ofOne) => planRetention(ofOne.map(datedBackup), session.rules.retention, now),
  );
  const drilled = lastDrilled(verified);
  const removed = plans.flatMap(({ remove }) => remove);
  return {
    keep: [
      ...plans.flatMap(({ keep }) => keep),
      ...removed.filter((name) => drilled.has(name)).map((name) => ({ name, reasons: ['drill'] })),
    ],
    remove: removed.filter((name) => !drilled.has(name)),
    abandoned: abandonedBackups(records, now),
  };
}

function datedBackup({ name, state }: VerifiedBackup) {
  return { name, time: state.manifest.time };
}

/** The backups that have the newest drill, and the newest good one. */
function lastDrilled(verified: readonly VerifiedBackup[]): ReadonlySet<string> {
  const drills = verified
    .flatMap(({ name, state }) => state.drills.map(({ time, ok }) => ({ name, time, ok })))
    .toSorted((one, other) => (one.time < other.time ? 1 : -1));
  const last = [drills[0], drills.find(({ ok }) => ok)];
  return new Set(last.flatMap((drill) => drill?.name ?? []));
}

/**
 * Removes what the retention lets go, and tells it.
 * @param withAbandoned whether what interrupted runs left goes too: another machine may be at it
 */
export async function pruneBackups(
  session: BackupSession,
  { withAbandoned }: { readonly withAbandoned: boolean },
): Promise<PrunePlan> {
  const plan = await planPrune(session);
  const { ports, store, signal } = session;
  const abandoned = withAbandoned ? plan.abandoned : [];
  const names = [...plan.remove, ...abandoned];
  if (names.length > 0) await store.remove(names, signal);
  for (const name of plan.remove) ports.story.tell(`${name}: removed, as the retention has it`);
  for (const name of abandoned) ports.story.tell(`${name}: removed, since its run was interrupted`);
  return plan;
}
