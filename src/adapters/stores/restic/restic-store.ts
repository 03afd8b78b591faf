import { explained } from '../explained.ts';
import { checkStoredNames } from '../stored-name.ts';
import type { StoreAdapter } from '../with-single-reads.ts';
import { addFiles } from './add-files.ts';
import { fetchFile } from './fetch-file.ts';
import { backupsIn } from './list-backups.ts';
import { findSnapshots } from './list-snapshots.ts';
import { makeStore } from './make-store.ts';
import { removeBackups } from './remove-backups.ts';
import { makeResticWorkspace, type ResticRules, type ResticWorkspace } from './restic-workspace.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Backups in a repository of restic: a snapshot for each addition, with files as `/BACKUP/FILE`. */
export function resticStore(rules: ResticRules, env: Variables): StoreAdapter {
  const work = workAt(rules, env);
  return {
    place: rules.repository,
    create: (signal) => work('make the store', signal, makeStore),
    read: (use, signal) =>
      work('read backups', signal, async (workspace) => {
        const found = await findSnapshots(workspace);
        return use({
          list: () => Promise.resolve(found).then(backupsIn),
          fetch: (backup, file, target) =>
            explained(rules.repository, `read ${backup}`, signal, () =>
              fetchFile(workspace, found, { backup, file }, target),
            ),
        });
      }),
    async add(addition, signal) {
      const { backup, files } = addition;
      checkStoredNames([backup, ...files.map(({ name }) => name)]);
      await work(`store ${backup}`, signal, (workspace) => addFiles(workspace, addition, signal));
    },
    async remove(backups, signal) {
      checkStoredNames(backups);
      await work('remove backups', signal, (workspace) =>
        removeBackups(workspace, backups, signal),
      );
    },
  };
}

/** Gives each piece of work a workspace of its own, and explains what goes wrong. */
function workAt(rules: ResticRules, env: Variables) {
  return async <T>(
    action: string,
    signal: AbortSignal,
    run: (workspace: ResticWorkspace) => Promise<T>,
  ): Promise<T> => {
    return explained(rules.repository, action, signal, async () => {
      const workspace = await makeResticWorkspace(rules, env, signal);
      try {
        return await run(workspace);
      } finally {
        await workspace.remove();
      }
    });
  };
}
