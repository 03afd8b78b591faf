import type { StoreRules } from '../../model/backup-rules.ts';
import type { BackupStore } from '../../ports/backup-store.ts';
import { directoryStore } from './directory/directory-store.ts';
import { gitStore } from './git/git-store.ts';
import { resticStore } from './restic/restic-store.ts';
import { type StoreAdapter, withSingleReads } from './with-single-reads.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The store that the rules name. Nothing is read or written before a method is called. */
export function createStore(rules: StoreRules, env: Variables): BackupStore {
  return withSingleReads(adapterOf(rules, env));
}

function adapterOf(rules: StoreRules, env: Variables): StoreAdapter {
  switch (rules.type) {
    case 'directory':
      return directoryStore(rules.path, env);
    case 'git':
      return gitStore(rules, env);
    case 'restic':
      return resticStore(rules, env);
  }
}
