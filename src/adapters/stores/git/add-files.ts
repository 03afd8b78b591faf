import { stat } from 'node:fs/promises';
import type { FileToStore } from '../../../ports/backup-store.ts';
import { fileIsThere, noSuchBackup } from '../store-failures.ts';
import type { Addition } from '../with-single-reads.ts';
import { type GitRules, type GitWorkspace, SMALL_BYTES } from './git-workspace.ts';
import type { TreeChange } from './make-commit.ts';
import { requireStore } from './open-store.ts';
import { pushChange } from './push-change.ts';
import { additionPath, filesOfBackups, sizePath } from './read-tree.ts';

/** Commits new files. They are in the store as well where the answer to the push was lost. */
export async function addFiles(
  workspace: GitWorkspace,
  rules: GitRules,
  { backup, files, toExisting }: Addition,
  signal: AbortSignal,
): Promise<void> {
  const names = files.map(({ name }) => name);
  let additions: readonly TreeChange[] | null = null;
  await pushChange(
    workspace,
    rules,
    {
      message: `Add ${names.join(', ')} to ${backup}`,
      mustBeSigned: true,
      async decide(state, tried) {
        await requireStore(workspace, state);
        const there = filesOfBackups(state.tree, workspace.place);
        const wanted = names.map((name) => `${backup}/${name}`);
        const ids = new Map(additions?.map(({ path, id }) => [path, id]));
        if (tried !== null && wanted.every((path) => there.get(path) === ids.get(path))) return [];
        const isGone = ![...there.keys()].some((path) => path.startsWith(`${backup}/`));
        if (toExisting && isGone) throw noSuchBackup(workspace.place, backup, names);
        const taken = files.find(({ name }) => there.has(`${backup}/${name}`));
        if (taken !== undefined) throw fileIsThere(workspace.place, backup, taken.name);
        return (additions ??= await writeBlobs(workspace, backup, files));
      },
    },
    signal,
  );
}

/** Without filters: attributes and settings of the user's must not change a byte. */
async function writeBlobs(
  { git }: GitWorkspace,
  backup: string,
  files: readonly FileToStore[],
): Promise<readonly TreeChange[]> {
  const additions: TreeChange[] = [];
  const write = async (path: string, args: readonly string[], stdin = '') => {
    const id = await git(['hash-object', '-w', '--no-filters', ...args], { stdin });
    additions.push({ path, id: id.trim() });
  };
  for (const file of files) {
    const path = `${backup}/${file.name}`;
    await write(path, ['--', file.path]);
    const { size } = await stat(file.path);
    if (size > SMALL_BYTES) await write(sizePath(path), ['--stdin'], `${String(size)}\n`);
  }
  await write(additionPath(backup, Date.now()), ['--stdin']);
  return additions;
}
