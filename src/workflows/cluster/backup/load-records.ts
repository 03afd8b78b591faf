import { type BackupFile, backupFileName, readBackupFile } from '../../../backup/backup-files.ts';
import { isBackupOf } from '../../../backup/backup-name.ts';
import { readRecord, type RecordTexts } from '../../../backup/read-record.ts';
import type { BackupRecord, BackupState } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import type { StoredBackup, StoreView } from '../../../ports/backup-store.ts';
import type { Workspace } from '../../../ports/workspace.ts';
import type { BackupSession } from './backup-session.ts';

/** Reads what is known of each backup of the cluster in the store, by name; no archives. */
export async function loadRecords(session: BackupSession): Promise<readonly BackupRecord[]> {
  const { cluster, rules, store, signal } = session;
  return store.read(async (view) => {
    const records: BackupRecord[] = [];
    for (const backup of await view.list())
      if (isBackupOf(backup.name, { prefix: rules.prefix, cluster: cluster.name }))
        records.push(await loadRecord(session, view, backup));
    return records;
  }, signal);
}

/** What cannot be read is not to be trusted, and keeps nobody from the others. */
async function loadRecord(
  session: BackupSession,
  view: StoreView,
  backup: StoredBackup,
): Promise<BackupRecord> {
  const size = backup.files.reduce((sum, file) => sum + file.size, 0);
  try {
    return { name: backup.name, size, state: await judge(session, view, backup) };
  } catch (error) {
    if (!(error instanceof Failure) || session.signal.aborted) throw error;
    return { name: backup.name, size, state: { type: 'refused', reason: error.message } };
  }
}

async function judge(
  { cluster, rules, ports, workspace }: BackupSession,
  view: StoreView,
  backup: StoredBackup,
): Promise<BackupState> {
  return readRecord(await readTexts(view, workspace, backup), {
    name: backup.name,
    files: backup.files,
    lastAdded: backup.lastAdded,
    cluster: cluster.name,
    signerOf: ({ text, signature }) =>
      ports.signatures.signerOf(text, signature.trim(), rules.signers),
  });
}

async function readTexts(
  view: StoreView,
  workspace: Workspace,
  backup: StoredBackup,
): Promise<RecordTexts> {
  const read = async (file: BackupFile) => {
    const name = backupFileName(backup.name, file);
    const isThere = backup.files.some((one) => one.name === name);
    return isThere ? readStored(view, workspace, backup.name, name) : null;
  };
  const drills = [];
  for (const { name } of backup.files) {
    const file = readBackupFile(backup.name, name);
    if (file?.type !== 'drill') continue;
    const signature = await read({ type: 'drillSignature', time: file.time });
    if (signature !== null) drills.push({ text: (await read(file)) ?? '', signature });
  }
  return {
    manifest: await read({ type: 'manifest' }),
    signature: await read({ type: 'signature' }),
    drills,
  };
}

async function readStored(
  view: StoreView,
  workspace: Workspace,
  backup: string,
  file: string,
): Promise<string> {
  const path = workspace.path('text');
  await view.fetch(backup, file, path);
  const text = await workspace.read(path);
  await workspace.remove(path);
  return text;
}
