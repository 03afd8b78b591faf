import type { BackupStore, FileToStore } from '../../ports/backup-store.ts';

/** Files of one backup, to be added at once. */
export interface Addition {
  readonly backup: string;
  readonly files: readonly FileToStore[];
  /** Whether the backup has to be there. */
  readonly toExisting: boolean;
}

/** What each kind of store does in its own way. */
export type StoreAdapter = Omit<BackupStore, 'list' | 'fetch' | 'add' | 'addTo'> & {
  readonly add: (addition: Addition, signal: AbortSignal) => Promise<void>;
};

/** Adds the reads of one thing, and the two ways to add. */
export function withSingleReads(store: StoreAdapter): BackupStore {
  return {
    ...store,
    add: (backup, files, signal) => store.add({ backup, files, toExisting: false }, signal),
    addTo: (backup, files, signal) => store.add({ backup, files, toExisting: true }, signal),
    list: (signal) => store.read((view) => view.list(), signal),
    fetch: (backup, file, target, signal) =>
      store.read((view) => view.fetch(backup, file, target), signal),
  };
}
