import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchFile } from './fetch-files.ts';
import type { LockedPackage } from './lock.ts';
import { runProgram } from './run-program.ts';

/** What of packages nobody in a container reads. Licences stay. */
const LEFT_OUT = ['usr/share/info', 'usr/share/locale', 'usr/share/man'];

/** Debian's system has these since Debian 12, before any package: https://wiki.debian.org/UsrMerge */
const MERGED = ['bin', 'lib', 'lib64', 'sbin'];

/** Unpacks packages of Debian below a directory. Their own scripts do not run: see finish-root.ts. */
export async function unpackPackages(
  packages: readonly LockedPackage[],
  root: string,
): Promise<void> {
  for (const name of MERGED) {
    await mkdir(join(root, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(root, name));
  }
  for (const { url, sha256 } of packages) {
    const file = await fetchFile({ url, algorithm: 'sha256', encoding: 'hex', digest: sha256 });
    await unpack(file, root);
  }
  await removeDocuments(root);
}

/** Of the documents of a package, the licence alone. */
async function removeDocuments(root: string): Promise<void> {
  const documents = join(root, 'usr/share/doc');
  for (const entry of await readdir(documents, { recursive: true, withFileTypes: true }))
    if (!entry.isDirectory() && entry.name !== 'copyright' && entry.parentPath !== documents)
      await rm(join(entry.parentPath, entry.name));
}

/** As dpkg-deb --extract, but for directories that are links here and directories in the package. */
async function unpack(file: string, root: string): Promise<void> {
  const archive = `${root}.package.tar`;
  await runProgram('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" > "$2"', 'sh', file, archive]);
  const excluded = LEFT_OUT.map((pattern) => `--exclude=./${pattern}`);
  const args = ['--extract', '--file', archive, '--directory', root, '--keep-directory-symlink'];
  await runProgram('tar', [...args, '--no-same-owner', '--preserve-permissions', ...excluded]);
  await rm(archive);
}
