import type { BackupRecord } from '../model/backup-record.ts';
import { nameParts } from './backup-name.ts';
import { verifiedBackups } from './verified-backups.ts';

/** Another run may still be at it. */
const ABANDONED_MILLISECONDS = 24 * 3_600_000;

/**
 * What interrupted runs left, and is of no use: it never got a manifest, is a day old, and there is a newer
 * backup that counts.
 */
export function abandonedBackups(records: readonly BackupRecord[], now: number): readonly string[] {
  const [newest] = verifiedBackups(records);
  if (newest === undefined) return [];
  const least = Math.min(now - ABANDONED_MILLISECONDS, Date.parse(newest.state.manifest.time));
  return records
    .filter(({ name, state }) => {
      const begun = nameParts(name)?.time;
      return state.type === 'incomplete' && begun !== undefined && Date.parse(begun) < least;
    })
    .map(({ name }) => name);
}
