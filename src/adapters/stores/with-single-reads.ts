import type { BackupStore } from '../../ports/backup-store.ts';

/** What each kind of store does in its own way. */
export type StoreAdapter = Omit<BackupStore, 'list' | 'fetch'>;

/** Adds the reads of one thing. */
export function withSingleReads(store: StoreAdapter): BackupStore {
  return {
    ...store,
    list: (signal) => store.read((view) => view.list(), signal),
    fetch: (backup, file, target, signal) =>
      store.read((view) => view.fetch(backup, file, target), signal),
  };
}
