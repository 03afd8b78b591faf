import type { BackupRecord } from '../model/backup-record.ts';
import { nameParts } from './backup-name.ts';
import { verifiedBackups } from './verified-backups.ts';

/** Another run may still be at it. */
const ABANDONED_MILLISECONDS = 24 * 3_600_000;

/**
 * What interrupted runs left, and is of no use: it never got a manifest, the store got nothing of it for a
 * day, and there is a newer backup that counts. Its name does not tell that day: a copy has the time of what
 * it is a copy of. Where the store does not know, or there is a signature, whose manifest somebody may have
 * removed, it stays.
 */
export function abandonedBackups(records: readonly BackupRecord[], now: number): readonly string[] {
  const [newest] = verifiedBackups(records);
  if (newest === undefined) return [];
  const least = Date.parse(newest.state.manifest.time);
  return records
    .filter(({ name, state }) => {
      const begun = nameParts(name)?.time;
      return isAtRest(state, now) && begun !== undefined && Date.parse(begun) < least;
    })
    .map(({ name }) => name);
}

/** Whether nobody is at it any more, and nobody was who signed it. */
function isAtRest(state: BackupRecord['state'], now: number): boolean {
  if (state.type !== 'incomplete' || state.isSigned || state.lastAdded === null) return false;
  return state.lastAdded < now - ABANDONED_MILLISECONDS;
}
