import type { BackupRecord, VerifiedBackup } from '../model/backup-record.ts';

/** Those that count, the newest first. */
export function verifiedBackups(records: readonly BackupRecord[]): readonly VerifiedBackup[] {
  return records
    .filter((record): record is VerifiedBackup => record.state.type === 'verified')
    .map((record) => ({ record, time: record.state.manifest.time, name: record.name }))
    .toSorted(newestFirst)
    .map(({ record }) => record);
}

/** What happened at a time, such as `2026-03-01T12:00:00Z`; of two at one time, the name decides. */
interface Dated {
  readonly time: string;
  readonly name?: string;
}

/** An order that no locale changes. */
export function newestFirst(one: Dated, other: Dated): number {
  const [a, b] = [one, other].map(({ time, name = '' }) => `${time} ${name}`);
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? 1 : -1;
}

/** A clock may be a little ahead of another. */
const TOLERANCE_MILLISECONDS = 300_000;

/** Whether a time is later than now, by more than clocks differ: it tells nothing then. */
export function isOfTheFuture(time: string, now: number): boolean {
  return Date.parse(time) > now + TOLERANCE_MILLISECONDS;
}
