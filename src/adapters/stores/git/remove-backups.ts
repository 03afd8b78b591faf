import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { requireStore } from './open-store.ts';
import { pushChange } from './push-change.ts';
import { filesOfBackups, pathsBelow } from './read-tree.ts';

/** Takes backups out of the newest commit. The history keeps them, and so the repository does not shrink. */
export async function removeBackups(
  workspace: GitWorkspace,
  rules: GitRules,
  backups: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await pushChange(
    workspace,
    rules,
    {
      message: `Remove ${backups.join(', ')}`,
      mustBeSigned: true,
      async decide(state) {
        await requireStore(workspace, state);
        filesOfBackups(state.tree, workspace.place);
        const paths = backups.flatMap((backup) => pathsBelow(state.tree, backup));
        return paths.map((path) => ({ path, id: null }));
      },
    },
    signal,
  );
}
