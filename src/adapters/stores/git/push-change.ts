import { setTimeout as pause } from 'node:timers/promises';
import { othersFirst, pushFailed, pushUncertain } from './git-failures.ts';
import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { type BranchState, findHead, lookAtBranch } from './look-at-branch.ts';
import { makeCommit, type TreeChange } from './make-commit.ts';

export interface BranchChange {
  /** The first line of the commit's message. */
  readonly message: string;
  /** Whether what is there has to be signed: all but what a store is made on. */
  readonly mustBeSigned: boolean;
  /**
   * What is to be changed in a state of the branch: nothing, where that is as it should be. `tried` has
   * the commit that was pushed last, and may have arrived although the answer did not. Throws a `Failure`
   * where it cannot be done.
   */
  readonly decide: (state: BranchState, tried: string | null) => Promise<readonly TreeChange[]>;
}

const MOST_TRIES = 20;

/** How often the same state may refuse a commit: a lock of the server's passes. */
const MOST_REFUSALS = 3;

/** Makes a change as one commit on top of whatever others push meanwhile. Never by force. */
export async function pushChange(
  workspace: GitWorkspace,
  rules: GitRules,
  { message, mustBeSigned, decide }: BranchChange,
  signal: AbortSignal,
): Promise<void> {
  let tried: string | null = null;
  let refusals = 0;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const state = await lookAtBranch(workspace, rules, { mustBeSigned });
    const changes = await decide(state, tried);
    if (changes.length === 0) return;
    tried = await makeCommit(workspace, rules, { parent: state.head, changes, message });
    const target = `${tried}:refs/heads/${rules.branch}`;
    const { exitCode, stderr } = await workspace.attempt(['push', '--quiet', 'origin', target]);
    if (exitCode === 0) return;
    const now = await findHead(workspace, rules.branch).catch((error: unknown) => {
      throw pushUncertain(workspace.place, stderr, error);
    });
    if (now === tried) return;
    if (now === state.head && ++refusals >= MOST_REFUSALS)
      throw pushFailed(workspace.place, stderr);
    await pause(50 + Math.random() * 200 * (tries + 1), undefined, { signal });
  }
  throw othersFirst(workspace.place, MOST_TRIES);
}
