import { judgeArchive } from '../../../backup/judge-archive.ts';
import type { ArchiveContents } from '../../../model/archive-contents.ts';
import type { FileDigest } from '../../../model/backup-manifest.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import { type BackupSession, openerOf } from './backup-session.ts';

/** An archive that is what its manifest says, in the private directory. */
export interface OpenBackup {
  readonly path: string;
  readonly contents: ArchiveContents;
}

/**
 * Fetches a backup, opens it, and proves that it is what its signed manifest says and that all of it can
 * be read. Throws a `Failure` where it is not.
 * @param oldIdentity the text of a further identity of age that may open it
 */
export async function openBackup(
  session: BackupSession,
  { name, state }: VerifiedBackup,
  oldIdentity: string | null = null,
): Promise<OpenBackup> {
  const { store, workspace, ports, signal } = session;
  const { archive, stored } = state.manifest;
  const encrypted = workspace.path('stored');
  await store.fetch(name, stored.file, encrypted, signal);
  requireSame(name, 'its encrypted archive', await workspace.digest(encrypted, signal), stored);
  const vault = await openerOf(session, stored.file, oldIdentity);
  const path = workspace.path('archive.tar.gz');
  try {
    requireSame(name, 'its archive', await vault.decrypt(encrypted, path, signal), archive);
    const contents = await ports.archives.read(path, signal);
    const problems = judgeArchive(contents);
    if (problems.length > 0) throw damaged(name, problems);
    return { path, contents };
  } catch (error) {
    await workspace.remove(path);
    throw error;
  } finally {
    await workspace.remove(encrypted);
  }
}

/** Throws a `Failure` where a file is not what it was when it was stored. */
export function requireSame(
  backup: string,
  what: string,
  found: FileDigest,
  expected: FileDigest,
): void {
  if (found.sha256 === expected.sha256 && found.size === expected.size) return;
  throw damaged(backup, [
    `${what} is not what was stored: ${String(found.size)} bytes, sha256 ${found.sha256}, instead of ${String(expected.size)}, ${expected.sha256}`,
  ]);
}

function damaged(backup: string, problems: readonly string[]): Failure {
  return new Failure({
    code: 'backup-damaged',
    message:
      problems.length === 1
        ? `the backup ${backup} is damaged: ${problems[0] ?? ''}`
        : [`the backup ${backup} is damaged:`, ...problems].join('\n- '),
    hint: 'Choose another one: kubernixos cluster backups list. Nothing was changed.',
  });
}
