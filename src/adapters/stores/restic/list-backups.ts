import type { StoredBackup } from '../../../ports/backup-store.ts';
import type { BackupSnapshot } from './read-snapshots.ts';

/** The backups that snapshots hold, by name; of several files of one name the first counts. */
export function backupsIn(snapshots: readonly BackupSnapshot[]): readonly StoredBackup[] {
  const byBackup = Map.groupBy(snapshots, ({ backup }) => backup);
  return [...byBackup].map(([name, group]) => ({ name, files: filesOf(group) })).toSorted(byName);
}

function filesOf(snapshots: readonly BackupSnapshot[]): StoredBackup['files'] {
  const sizes = new Map(snapshots.toReversed().flatMap(({ files }) => [...files]));
  return [...sizes].map(([name, size]) => ({ name, size })).toSorted(byName);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
