import { Failure } from '../../../model/failure.ts';
import { cutShort, noSuchFile } from '../store-failures.ts';
import { checkStoredNames } from '../stored-name.ts';
import { makeTarget } from '../target-file.ts';
import { gitReason } from './git-failures.ts';
import type { GitWorkspace } from './git-workspace.ts';
import type { BranchState } from './look-at-branch.ts';
import { filesOfBackups } from './read-tree.ts';

/** Copies a file of a backup to a new file. Git compares what it reads with its id. */
export async function fetchFile(
  { place, git, stream }: GitWorkspace,
  { tree }: BranchState,
  { backup, file }: { readonly backup: string; readonly file: string },
  target: string,
): Promise<void> {
  checkStoredNames([backup, file]);
  const id = filesOfBackups(tree, place).get(`${backup}/${file}`);
  if (id === undefined) throw noSuchFile(place, backup, file);
  await makeTarget(target, async (output) => {
    const { exitCode, stderr } = await stream(['cat-file', 'blob', id], output);
    if (exitCode !== 0) throw unreadable(place, `${backup}/${file}`, stderr);
    const [size, { size: written }] = [await git(['cat-file', '-s', id]), await output.stat()];
    if (written !== Number(size)) throw cutShort(place, `${backup}/${file}`, written, Number(size));
  });
}

function unreadable(place: string, path: string, stderr: string): Failure {
  return new Failure({
    code: 'backup-file-unreadable',
    message: `${place}: ${path} cannot be read: ${gitReason(stderr)}`,
    hint: 'Try another backup: kubernixos cluster backups list. `git fsck` in the repository says more.',
  });
}
