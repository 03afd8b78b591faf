import { createHash } from 'node:crypto';
import type { ArchiveContents } from '../model/archive-contents.ts';
import type { BackupManifest } from '../model/backup-manifest.ts';

/** What a manifest says of an archive that has passed every check. */
export function archiveFacts({
  digest,
  config,
  state,
}: ArchiveContents): Pick<BackupManifest, 'archive' | 'configSha256' | 'storage'> {
  if (config === null || state === null) throw new Error('the archive was not judged');
  return {
    archive: digest,
    configSha256: createHash('sha256').update(config).digest('hex'),
    storage: state.type,
  };
}
