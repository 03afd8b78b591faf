import { backupFileName } from '../../../backup/backup-files.ts';
import { toTime } from '../../../backup/backup-name.ts';
import { drillText } from '../../../backup/drill-text.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
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
  const time = toTime(session.ports.clock.date());
  const { name, state } = backup;
  await addSigned(session, {
    backup: name,
    files: {
      text: backupFileName(name, { type: 'drill', time }),
      signature: backupFileName(name, { type: 'drillSignature', time }),
    },
    text: drillText({
      backup: name,
      time,
      ok,
      archiveSha256: state.manifest.archive.sha256,
      k0sVersion: version,
    }),
    key: await signingKey(session),
  });
}
