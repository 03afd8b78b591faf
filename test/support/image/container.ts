import { mkdir } from 'node:fs/promises';
import { execa } from 'execa';
import type { Archive } from './read-archive.ts';

/** Puts the layers of an image over each other, as a container has them. */
export async function unpackLayers({ layers }: Archive, root: string): Promise<void> {
  await mkdir(root);
  for (const layer of layers)
    await execa('tar', ['--extract', '--gzip', '--file', layer, '--directory', root, '-p']);
}

const ENTER = `
mount --bind /dev "$1/dev"
mount -t proc proc "$1/proc"
root=$1
shift
exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/usr/sbin chroot "$root" "$@"`;

/** Runs a program in an unpacked image as root, with mounts and processes that are gone with it. */
export async function runWithin(
  root: string,
  words: readonly string[],
): Promise<{ readonly exitCode: number | undefined; readonly said: string }> {
  const apart = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-ec', ENTER, 'sh', root];
  const { all, exitCode } = await execa('unshare', [...apart, ...words], {
    all: true,
    reject: false,
    timeout: 120_000,
  });
  return { exitCode, said: all };
}
