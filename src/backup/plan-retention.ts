import type { Retention } from '../model/backup-rules.ts';
import { dayOf, monthOf, weekOf } from './calendar-periods.ts';

/** A backup that was verified, and when it was taken: `2026-03-01T12:00:00Z`. */
export interface DatedBackup {
  readonly name: string;
  readonly time: string;
}

/** Why a backup is kept. */
export type KeepReason =
  | keyof Retention
  /** It is dated later than now: by a wrong clock, its own or ours. */
  | 'future';

/** What becomes of backups, the newest first. */
export interface RetentionPlan {
  readonly keep: readonly { readonly name: string; readonly reasons: readonly KeepReason[] }[];
  readonly remove: readonly string[];
}

interface Dated {
  readonly name: string;
  readonly at: number;
}

/** What backups are counted by; undefined where each one counts. */
const PERIODS: Readonly<Record<keyof Retention, ((at: number) => string) | undefined>> = {
  last: undefined,
  daily: dayOf,
  weekly: weekOf,
  monthly: monthOf,
};

const KINDS = ['last', 'daily', 'weekly', 'monthly'] as const;

/**
 * Decides as `restic forget` does: of each of so many days, weeks and months that have backups, the
 * newest one stays, and so do the newest ones of all. Those that are dated later than now stay as well
 * and are not counted, so that they push out no other one. The newest one of the rest always stays.
 */
export function planRetention(
  backups: readonly DatedBackup[],
  retention: Retention,
  now: number,
): RetentionPlan {
  const all = backups.map(({ name, time }) => ({ name, at: Date.parse(time) })).sort(newestFirst);
  const past = all.filter(({ at }) => at <= now);
  const keptFor = KINDS.map((kind) => [kind, keptBy(kind, past, retention)] as const);
  const decided = all.map(({ name, at }) => ({
    name,
    reasons:
      at <= now
        ? keptFor.filter(([, names]) => names.has(name)).map(([kind]) => kind)
        : (['future'] as const),
  }));
  return {
    keep: decided.filter(({ reasons }) => reasons.length > 0),
    remove: decided.filter(({ reasons }) => reasons.length === 0).map(({ name }) => name),
  };
}

/** Of two of one moment, the name decides, so that the order they come in does not. */
function newestFirst(a: Dated, b: Dated): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.name === b.name) return 0;
  return a.name < b.name ? 1 : -1;
}

function keptBy(kind: keyof Retention, past: readonly Dated[], retention: Retention): Set<string> {
  const count = kind === 'last' ? Math.max(1, retention.last) : retention[kind];
  const period = PERIODS[kind];
  const newest = past.filter(
    ({ at }, index) => period === undefined || period(at) !== periodBefore(past, index, period),
  );
  return new Set(newest.slice(0, count).map(({ name }) => name));
}

/** The period of the next newer backup, undefined for the newest. */
function periodBefore(
  past: readonly Dated[],
  index: number,
  period: (at: number) => string,
): string | undefined {
  const newer = past[index - 1];
  return newer === undefined ? undefined : period(newer.at);
}
