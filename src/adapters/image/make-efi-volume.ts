import { mkdir, open, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BootFile, type ImagePartition, SECTOR_BYTES } from '../../model/boot-image.ts';
import { IMAGE_TIME, type ImageTools } from './image-tools.ts';

/**
 * Makes a FAT32 file system with files, in a file of a directory; for a BIOS with the loader of
 * syslinux. Returns where it is.
 */
export async function makeEfiVolume(
  directory: string,
  { sectors, id }: ImagePartition,
  { bootFiles, bios }: { readonly bootFiles: readonly BootFile[]; readonly bios: boolean },
  { run }: ImageTools,
): Promise<string> {
  const volume = join(directory, 'efi');
  await writeFile(volume, '', { flag: 'wx', mode: 0o600 });
  await truncate(volume, sectors * SECTOR_BYTES);
  await run('mkfs.fat', ['--invariant', '-F', '32', '-n', 'EFI', '-i', id.slice(0, 8), volume]);
  for (const folder of foldersOf(bootFiles)) await run('mmd', ['-i', volume, `::/${folder}`]);
  for (const { path, content } of bootFiles) {
    const source = join(directory, 'boot', path);
    await mkdir(dirname(source), { recursive: true });
    await writeFile(source, content);
    await utimes(source, IMAGE_TIME, IMAGE_TIME);
    await run('mcopy', ['-m', '-i', volume, source, `::/${path}`]);
  }
  if (bios) await installSyslinux(volume, run);
  return volume;
}

/** Each before those below it. */
function foldersOf(files: readonly BootFile[]): readonly string[] {
  const folders = files.flatMap(({ path }) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(folders)].toSorted();
}

/** Its boot sector is to be the same as the spare one, or fsck finds a fault. */
async function installSyslinux(volume: string, run: ImageTools['run']): Promise<void> {
  await run('syslinux', ['--install', '--directory', 'syslinux', volume]);
  const file = await open(volume, 'r+');
  try {
    const sector = Buffer.alloc(SECTOR_BYTES);
    await file.read(sector, 0, SECTOR_BYTES, 0);
    await file.write(sector, 0, SECTOR_BYTES, SPARE_SECTOR * SECTOR_BYTES);
  } finally {
    await file.close();
  }
}

const SPARE_SECTOR = 6;
