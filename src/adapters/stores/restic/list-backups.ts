import type { StoredBackup } from '../../../ports/backup-store.ts';
import type { FoundSnapshots } from './list-snapshots.ts';
import type { BackupSnapshot } from './read-snapshots.ts';

/** The backups that snapshots hold, by name; of several files of one name the first counts. Throws where one cannot be read. */
export function backupsIn({ snapshots, failure }: FoundSnapshots): readonly StoredBackup[] {
  if (failure !== null) throw failure;
  const byBackup = Map.groupBy(snapshots, ({ backup }) => backup);
  return [...byBackup]
    .map(([name, group]) => ({ name, lastAdded: newestOf(group), files: filesOf(group) }))
    .toSorted(byName);
}

function newestOf(snapshots: readonly BackupSnapshot[]): number | null {
  const times = snapshots.map(({ time }) => time).filter((time) => time !== null);
  return times.length === snapshots.length ? Math.max(...times) : null;
}

function filesOf(snapshots: readonly BackupSnapshot[]): StoredBackup['files'] {
  const sizes = new Map(snapshots.toReversed().flatMap(({ files }) => [...files]));
  return [...sizes].map(([name, size]) => ({ name, size })).toSorted(byName);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
