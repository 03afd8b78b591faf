import { chooseBackup } from '../../../backup/choose-backup.ts';
import { tellIncomplete } from '../../../backup/tell-incomplete.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { BackupSession } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/**
 * The backup of that name, else the newest one that counts: what is newer and does not is told. Throws a
 * `Failure` where there is none, or it is not to be trusted.
 */
export async function pickBackup(
  session: BackupSession,
  name: string | null,
): Promise<VerifiedBackup> {
  const { store, ports } = session;
  const records = await loadRecords(session);
  const picked = chooseBackup(records, name, { place: store.place, now: ports.clock.date() });
  const passedOver = name === null ? tellIncomplete(records, picked).newer : [];
  for (const sentence of passedOver) ports.story.warn(`${sentence}. ${picked.name} is taken`);
  return picked;
}
