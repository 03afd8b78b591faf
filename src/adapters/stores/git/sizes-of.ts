import { gitFailed, tellsDamage } from './git-failures.ts';
import type { GitWorkspace } from './git-workspace.ts';
import type { BranchState } from './look-at-branch.ts';
import { sizePath } from './read-tree.ts';

/**
 * The sizes of files, by their paths. Of a large one that did not come with the commit, it is what was
 * written beside it; without that, the file is fetched.
 */
export async function sizesOf(
  workspace: GitWorkspace,
  { head, tree }: BranchState,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const { git } = workspace;
  if (head === null || files.size === 0) return new Map();
  const listed = await git(['rev-list', '--objects', '--missing=print', '--no-object-names', head]);
  const missing = new Set(listed.split('\n').filter((line) => line.startsWith('?')));
  const notes = new Map(tree.entries.map(({ path, id }) => [path, id]));
  const sizes = new Map<string, number>();
  for (const [path, id] of files) {
    const note = missing.has(`?${id}`) ? notes.get(sizePath(path)) : undefined;
    if (note !== undefined) sizes.set(path, Number(await git(['cat-file', 'blob', note])));
  }
  const others = [...files].filter(([path]) => !Number.isSafeInteger(sizes.get(path)));
  const found = await askSizes(
    workspace,
    others.map(([, id]) => id),
  );
  for (const [index, [path]] of others.entries()) sizes.set(path, found[index] ?? 0);
  return sizes;
}

/** One by one where some are damaged, which have none: whoever reads those is told why not. */
async function askSizes(
  { attempt, place }: Pick<GitWorkspace, 'attempt' | 'place'>,
  ids: readonly string[],
): Promise<readonly number[]> {
  const stdin = ids.map((id) => `${id}\n`).join('');
  const args = ['cat-file', '--batch-check=%(objectsize)'];
  const { exitCode, stdout, stderr } = await attempt(args, { stdin });
  const lines = stdout.split('\n').slice(0, ids.length);
  if (exitCode === 0) return lines.map((line) => Number(line) || 0);
  if (!tellsDamage(stderr)) throw gitFailed(place, 'cat-file', stderr);
  if (ids.length === 1) return [0];
  const sizes: number[] = [];
  for (const id of ids) sizes.push(...(await askSizes({ attempt, place }, [id])));
  return sizes;
}
