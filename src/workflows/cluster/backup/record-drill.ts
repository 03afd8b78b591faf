import { backupFileName } from '../../../backup/backup-files.ts';
import { toTime } from '../../../backup/backup-name.ts';
import { drillText } from '../../../backup/drill-text.ts';
import type { DrillRecord, VerifiedBackup } from '../../../model/backup-record.ts';
import type { BackupSession } from './backup-session.ts';
import { addSigned, signingKey } from './store-archive.ts';

/** Writes what came of a drill beside the backup, signed. */
export async function recordDrill(
  session: BackupSession,
  {
    backup,
    ok,
    version,
  }: { readonly backup: VerifiedBackup; readonly ok: boolean; readonly version: string },
): Promise<void> {
  const { name, state } = backup;
  await addDrill(session, {
    backup: name,
    time: toTime(session.ports.clock.date()),
    ok,
    archiveSha256: state.manifest.archive.sha256,
    k0sVersion: version,
  });
}

/** Adds the result of a drill to a backup, signed. */
export async function addDrill(session: BackupSession, drill: DrillRecord): Promise<void> {
  const { backup, time } = drill;
  await addSigned(session, {
    backup,
    files: {
      text: backupFileName(backup, { type: 'drill', time }),
      signature: backupFileName(backup, { type: 'drillSignature', time }),
    },
    text: drillText(drill),
    key: await signingKey(session),
  });
}
