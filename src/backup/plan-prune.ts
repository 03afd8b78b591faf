import type { Retention } from '../model/backup-rules.ts';
import type { BackupRecord, VerifiedBackup } from '../model/backup-record.ts';
import { abandonedBackups } from './abandoned.ts';
import { newestFirst, verifiedBackups } from './verified-backups.ts';
import { type KeepReason, planRetention } from './plan-retention.ts';

/** What becomes of the backups of a cluster. What is in no list cannot be trusted, and stays. */
export interface PrunePlan {
  readonly keep: readonly {
    readonly name: string;
    readonly reasons: readonly (KeepReason | 'drill')[];
  }[];
  readonly remove: readonly string[];
  /** What interrupted runs left. */
  readonly abandoned: readonly string[];
}

/**
 * Decides by the retention, but for the backups of the last drill and of the last good one, which stay: the
 * status of a cluster tells of them. Backups of different clusters by one name, as after a new
 * installation, are counted apart: those of one never push out those of the other. A backup and its copies,
 * of which there are two while other keys are given, are one, and stay or go together.
 * @param now in milliseconds since 1970
 */
export function planPrune(
  records: readonly BackupRecord[],
  retention: Retention,
  now: number,
): PrunePlan {
  const verified = verifiedBackups(records);
  const plans = [...Map.groupBy(verified, ({ state }) => state.manifest.clusterUid).values()].map(
    (ofOne) => planDistinct(ofOne, retention, now),
  );
  const drilled = lastDrilled(verified);
  const removed = plans.flatMap(({ remove }) => remove);
  const spared = removed.filter((name) => drilled.has(name));
  return {
    keep: [
      ...plans.flatMap(({ keep }) => keep),
      ...spared.map((name) => ({ name, reasons: ['drill'] as const })),
    ],
    remove: removed.filter((name) => !drilled.has(name)),
    abandoned: abandonedBackups(records, now),
  };
}

function planDistinct(
  backups: readonly VerifiedBackup[],
  retention: Retention,
  now: number,
): Pick<PrunePlan, 'keep' | 'remove'> {
  const copies = Map.groupBy(backups, ({ state: { manifest } }) =>
    [manifest.time, manifest.archive.sha256].join(' '),
  );
  const dated = [...copies].map(([name, [first]]) => ({
    name,
    time: first?.state.manifest.time ?? '',
  }));
  const { keep, remove } = planRetention(dated, retention, now);
  const namesOf = (one: string) => copies.get(one)?.map(({ name }) => name) ?? [];
  return {
    keep: keep.flatMap((kept) => namesOf(kept.name).map((name) => ({ ...kept, name }))),
    remove: remove.flatMap(namesOf),
  };
}

/** The backups that have the newest drill, and the newest good one. */
function lastDrilled(verified: readonly VerifiedBackup[]): ReadonlySet<string> {
  const drills = verified
    .flatMap(({ name, state }) => state.drills.map(({ time, ok }) => ({ name, time, ok })))
    .toSorted(newestFirst);
  const last = [drills[0], drills.find(({ ok }) => ok)];
  return new Set(last.flatMap((drill) => drill?.name ?? []));
}
