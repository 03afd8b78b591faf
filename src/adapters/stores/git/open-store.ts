import { checkMarker } from '../marker.ts';
import { noStore } from '../store-failures.ts';
import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { type BranchState, lookAtBranch } from './look-at-branch.ts';

/** The branch, where a store is on it. */
export async function openStore(workspace: GitWorkspace, rules: GitRules): Promise<BranchState> {
  const state = await lookAtBranch(workspace, rules, { mustBeSigned: true });
  await requireStore(workspace, state);
  return state;
}

/** Throws a `Failure` where no store is in a state of the branch. */
export async function requireStore(
  { git, place }: GitWorkspace,
  { head, tree: { marker } }: BranchState,
): Promise<void> {
  if (head === null) throw noStore(place, 'is not there: the repository has no such branch');
  if (marker === null) throw noStore(place, 'is no store of backups');
  checkMarker(await git(['cat-file', 'blob', marker]), place);
}
