import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { SMALL_BYTES } from './git-workspace.ts';
import { gitFailed, tellsDamage, unreachable } from './git-failures.ts';
import { readTree, type StoreTree } from './read-tree.ts';
import { requireSignature } from './require-signature.ts';

/** The branch as it is now. */
export interface BranchState {
  /** Its newest commit; null where there is no such branch. */
  readonly head: string | null;
  readonly tree: StoreTree;
}

/** How long the server may take to say where the branch is. */
const ANSWER_MILLISECONDS = 60_000;

/** Where the branch is on the server. Throws a `Failure` where that cannot be known. */
export async function findHead(
  workspace: GitWorkspace,
  branch: string,
  timeoutMilliseconds = ANSWER_MILLISECONDS,
): Promise<string | null> {
  const args = ['ls-remote', 'origin', `refs/heads/${branch}`];
  const { exitCode, stdout, stderr } = await workspace.attempt(args, { timeoutMilliseconds });
  if (exitCode !== 0) throw unreachable(workspace.place, stderr);
  return /^([0-9a-f]{40,64})\t/.exec(stdout)?.[1] ?? null;
}

/** Fetches the newest commit, without its history and large files. */
export async function lookAtBranch(
  workspace: GitWorkspace,
  rules: GitRules,
  { mustBeSigned }: { readonly mustBeSigned: boolean },
): Promise<BranchState> {
  if ((await findHead(workspace, rules.branch)) === null) return NO_BRANCH;
  await fetchBranch(workspace, rules.branch);
  const head = (await workspace.git(['rev-parse', '--verify', TARGET])).trim();
  if (mustBeSigned) await requireSignature(workspace, head, rules.signingKey);
  const paths = rules.directory === '' ? [] : [rules.directory];
  const listed = await workspace.git(['ls-tree', '-r', '-z', '--full-tree', head, ...paths]);
  return { head, tree: readTree(listed, rules.directory) };
}

const TARGET = 'refs/store/head';

/** Where the server cannot read a small file, it would send none: then each comes when it is asked for. */
async function fetchBranch({ attempt, place }: GitWorkspace, branch: string): Promise<void> {
  const fetchBy = (filter: string) => {
    const options = ['--quiet', '--no-tags', '--depth=1', '--no-write-fetch-head'];
    const source = `+refs/heads/${branch}:${TARGET}`;
    return attempt(['fetch', ...options, `--filter=${filter}`, 'origin', source]);
  };
  let { exitCode, stderr } = await fetchBy(`blob:limit=${String(SMALL_BYTES)}`);
  if (exitCode !== 0 && tellsDamage(stderr)) ({ exitCode, stderr } = await fetchBy('blob:none'));
  if (exitCode !== 0) throw gitFailed(place, 'fetch', stderr);
}

const NO_BRANCH: BranchState = { head: null, tree: { marker: null, entries: [] } };
