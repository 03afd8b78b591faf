import type { BackupHealth } from '../model/backup-health.ts';
import type { BackupRules } from '../model/backup-rules.ts';
import type { BackupRecord, DrillRecord, VerifiedBackup } from '../model/backup-record.ts';
import { showAge } from '../model/show-age.ts';
import { tellIncomplete } from './tell-incomplete.ts';
import { isOfTheFuture, newestFirst, verifiedBackups } from './verified-backups.ts';

/** Judges the backups of a cluster by their age at a time, in milliseconds since 1970. */
export function judgeFreshness(
  records: readonly BackupRecord[],
  { maxAge, drill: drillRules }: Pick<BackupRules, 'maxAge' | 'drill'>,
  now: number,
): BackupHealth {
  const verified = verifiedBackups(records);
  const [newest] = verified;
  const drills = verified.flatMap(({ state }) => state.drills).toSorted(newestFirst);
  const [drill] = drills;
  const good = drills.find(({ ok }) => ok);
  const { newer, signed } = tellIncomplete(records, newest);
  return {
    count: verified.length,
    newest: newest === undefined ? null : { name: newest.name, ...agedAt(timeOf(newest), now) },
    drill: drill === undefined ? null : { ...drill, age: agedAt(drill.time, now).age },
    problems: [
      ...ageProblems(newest, maxAge, now),
      ...drillProblems(drill, good, drillRules?.maxAge ?? null, now),
      ...records.flatMap(({ name, state }) =>
        state.type === 'refused'
          ? [`the backup ${name} is not to be trusted: ${state.reason}`]
          : [],
      ),
    ],
    notes: [...newer, ...signed],
  };
}

function timeOf({ state }: VerifiedBackup): string {
  return state.manifest.time;
}

function agedAt(time: string, now: number) {
  return { time, age: now - Date.parse(time) };
}

function ageProblems(
  newest: VerifiedBackup | undefined,
  maxAge: number | null,
  now: number,
): readonly string[] {
  if (newest === undefined)
    return ['there is no verified backup. Take one: kubernixos cluster backup'];
  const { age } = agedAt(timeOf(newest), now);
  if (isOfTheFuture(timeOf(newest), now))
    return [
      `the newest backup, ${newest.name}, is of the future: how old backups are cannot be told. Set the clocks of this machine and of that which takes backups.`,
    ];
  if (maxAge === null || age <= maxAge) return [];
  return [
    `the newest verified backup, ${newest.name}, is ${showAge(age)} old, and may be ${showAge(maxAge)}. Take one: kubernixos cluster backup`,
  ];
}

function drillProblems(
  last: DrillRecord | undefined,
  good: DrillRecord | undefined,
  maxAge: number | null,
  now: number,
): readonly string[] {
  if (last !== undefined && !last.ok)
    return [
      `the last drill failed, with ${last.backup}. See its log, and run: kubernixos cluster drill`,
    ];
  if (maxAge === null) return [];
  if (good === undefined) return ['no backup was tried yet. Run: kubernixos cluster drill'];
  const { age } = agedAt(good.time, now);
  return age <= maxAge
    ? []
    : [
        `the last good drill was ${showAge(age)} ago, and may be ${showAge(maxAge)}. Run: kubernixos cluster drill`,
      ];
}
