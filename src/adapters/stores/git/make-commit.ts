import { randomUUID } from 'node:crypto';
import type { GitRules, GitWorkspace } from './git-workspace.ts';
import { requireSignature } from './require-signature.ts';

/** A file of the store that gets a content, or goes. */
export interface TreeChange {
  /** Within the store. */
  readonly path: string;
  /** The id of its content; null where it goes. */
  readonly id: string | null;
}

export interface CommitPlan {
  readonly parent: string | null;
  readonly changes: readonly TreeChange[];
  readonly message: string;
}

/** Makes a commit in the workspace, without files in a work tree, and gives its id. */
export async function makeCommit(
  workspace: GitWorkspace,
  { directory, committer, signingKey }: GitRules,
  { parent, changes, message }: CommitPlan,
): Promise<string> {
  const { git } = workspace;
  await git(['read-tree', parent ?? '--empty']);
  const prefix = directory === '' ? '' : `${directory}/`;
  const lines = changes.map(({ path, id }) => indexLine(prefix + path, id)).join('');
  await git(['update-index', '-z', '--index-info'], { stdin: lines });
  const tree = (await git(['write-tree', '--missing-ok'])).trim();
  const args = [
    ...['commit-tree', tree, '-F', '-'],
    ...(parent === null ? [] : ['-p', parent]),
    ...(signingKey === null ? [] : [`-S${signingKey}`]),
  ];
  // Two runs that do the same within a second would else make the same commit.
  const stdin = `${message}\n\nChange: ${randomUUID()}\n`;
  const options = { stdin, env: identity(committer) };
  const commit = (await git(args, options)).trim();
  await requireSignature(workspace, commit, signingKey);
  return commit;
}

/** Mode 0 takes a path out of the index. */
function indexLine(path: string, id: string | null): string {
  return id === null ? `0 ${'0'.repeat(40)}\t${path}\0` : `100644 ${id}\t${path}\0`;
}

function identity({ name, email }: GitRules['committer']): Readonly<Record<string, string>> {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}
