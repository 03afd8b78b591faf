import { explained } from '../explained.ts';
import { checkStoredNames } from '../stored-name.ts';
import type { StoreAdapter } from '../with-single-reads.ts';
import { addFiles } from './add-files.ts';
import { checkUri } from './check-uri.ts';
import { fetchFile } from './fetch-file.ts';
import { type GitRules, type GitWorkspace, makeGitWorkspace } from './git-workspace.ts';
import { listBackups } from './list-backups.ts';
import { makeStore } from './make-store.ts';
import { openStore } from './open-store.ts';
import { removeBackups } from './remove-backups.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Backups on a branch of a Git repository, as `BACKUP/FILE`. Each change is one commit, pushed without force. */
export function gitStore(rules: GitRules, env: Variables): StoreAdapter {
  const place = describe(rules);
  const work = workAt(rules, place, env);
  return {
    place,
    create: (signal) =>
      work('make the store', signal, (workspace) => makeStore(workspace, rules, signal)),
    read: (use, signal) =>
      work('read backups', signal, async (workspace) => {
        const state = await openStore(workspace, rules);
        return use({
          list: () => listBackups(workspace, state),
          fetch: (backup, file, target) =>
            explained(place, `read ${backup}`, signal, () =>
              fetchFile(workspace, state, { backup, file }, target),
            ),
        });
      }),
    async add(addition, signal) {
      const { backup, files } = addition;
      checkStoredNames([backup, ...files.map(({ name }) => name)]);
      await work(`store ${backup}`, signal, async (workspace) => {
        await addFiles(workspace, rules, addition, signal);
      });
    },
    async remove(backups, signal) {
      checkStoredNames(backups);
      await work('remove backups', signal, async (workspace) => {
        await removeBackups(workspace, rules, backups, signal);
      });
    },
  };
}

function describe({ uri, branch, directory }: GitRules): string {
  return `${uri} (branch ${branch}${directory === '' ? '' : `, ${directory}`})`;
}

/** Gives each piece of work a workspace of its own, and explains what goes wrong. */
function workAt(rules: GitRules, place: string, env: Variables) {
  return async <T>(
    action: string,
    signal: AbortSignal,
    run: (workspace: GitWorkspace) => Promise<T>,
  ): Promise<T> => {
    signal.throwIfAborted();
    checkUri(rules.uri);
    return explained(place, action, signal, async () => {
      const workspace = await makeGitWorkspace(rules, place, env, signal);
      try {
        return await run(workspace);
      } finally {
        await workspace.remove();
      }
    });
  };
}
