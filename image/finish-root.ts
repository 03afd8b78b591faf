import { chmod, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Does what the scripts of Debian's packages would have done at installation, as far as these programs
 * need it. What is left out: caches that are only faster (ldconfig; the loader of Debian knows the
 * directories of its libraries), services, and setcap of mtr, which root does not need.
 */
export async function finishRoot(root: string): Promise<void> {
  await nameUsers(root);
  await trustAuthorities(root);
  await nameAlternatives(root);
  await prepareNix(root);
}

/** base-passwd, and base-files for names of machines. */
async function nameUsers(root: string): Promise<void> {
  const masters = join(root, 'usr/share/base-passwd');
  await copyFile(join(masters, 'passwd.master'), join(root, 'etc/passwd'));
  await copyFile(join(masters, 'group.master'), join(root, 'etc/group'));
  await writeFile(
    join(root, 'etc/nsswitch.conf'),
    'passwd: files\ngroup: files\nhosts: files dns\n',
  );
}

/** ca-certificates: one file with all authorities, in the order of their names. */
async function trustAuthorities(root: string): Promise<void> {
  const directory = join(root, 'usr/share/ca-certificates/mozilla');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.crt')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  await mkdir(join(root, 'etc/ssl/certs'), { recursive: true });
  await writeFile(join(root, 'etc/ssl/certs/ca-certificates.crt'), texts.map(withEnd).join(''));
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** update-alternatives: names that several packages could bring. */
async function nameAlternatives(root: string): Promise<void> {
  await symlink('mawk', join(root, 'usr/bin/awk'));
  await symlink('pinentry-curses', join(root, 'usr/bin/pinentry'));
}

/**
 * Nix with one user: who runs it owns its store. That has to be root, since tasks of Concourse run as
 * root, and own what they write to. There are no users to build as, and in a container mostly no right to
 * make sandboxes.
 */
async function prepareNix(root: string): Promise<void> {
  await mkdir(join(root, 'nix/store'), { recursive: true });
  await mkdir(join(root, 'nix/var/nix'), { recursive: true });
  await chmod(join(root, 'nix/store'), 0o775);
  await mkdir(join(root, 'etc/nix'), { recursive: true });
  await writeFile(join(root, 'etc/nix/nix.conf'), 'build-users-group =\nsandbox = false\n');
}
