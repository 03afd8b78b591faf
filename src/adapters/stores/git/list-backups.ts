import type { StoredBackup } from '../../../ports/backup-store.ts';
import type { GitWorkspace } from './git-workspace.ts';
import type { BranchState } from './look-at-branch.ts';
import { filesOfBackups, lastAdded } from './read-tree.ts';
import { sizesOf } from './sizes-of.ts';

/** All backups in a state of the branch. */
export async function listBackups(
  workspace: GitWorkspace,
  state: BranchState,
): Promise<readonly StoredBackup[]> {
  const files = filesOfBackups(state.tree, workspace.place);
  const sizes = await sizesOf(workspace, state, files);
  const byBackup = Map.groupBy([...files.keys()], (path) => path.split('/')[0] ?? '');
  return [...byBackup].toSorted(byName).map(([name, paths]) => ({
    name,
    lastAdded: lastAdded(state.tree, name),
    files: paths.toSorted().map((path) => ({
      name: path.slice(name.length + 1),
      size: sizes.get(path) ?? 0,
    })),
  }));
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
