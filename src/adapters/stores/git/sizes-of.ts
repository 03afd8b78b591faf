import type { GitWorkspace } from './git-workspace.ts';
import type { BranchState } from './look-at-branch.ts';
import { sizePath } from './read-tree.ts';

/**
 * The sizes of files, by their paths. Of a large one that did not come with the commit, it is what was
 * written beside it; without that, the file is fetched.
 */
export async function sizesOf(
  { git }: GitWorkspace,
  { head, tree }: BranchState,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
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
  const stdin = others.map(([, id]) => `${id}\n`).join('');
  const found = await git(['cat-file', '--batch-check=%(objectsize)'], { stdin });
  const lines = found.split('\n');
  for (const [index, [path]] of others.entries()) sizes.set(path, Number(lines[index]));
  return sizes;
}
