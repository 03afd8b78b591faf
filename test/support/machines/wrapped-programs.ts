import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tool } from './read-image.ts';

/** Programs that images are made with. */
export const IMAGE_PROGRAMS = [
  ...['sfdisk', 'mkfs.fat', 'fsck.fat', 'mmd', 'mcopy', 'syslinux', 'mke2fs', 'debugfs', 'e2fsck'],
];

/**
 * A directory for PATH whose programs run a line of shell before they become the real ones: `"$@"` has
 * the arguments, `$real` is the program.
 */
export async function wrapPrograms(
  dir: string,
  programs: readonly string[],
  script: string,
): Promise<string> {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  for (const program of programs) {
    const path = await tool('sh', ['-c', `command -v ${program}`]);
    const text = `#!/bin/sh\nreal='${path.trim()}'\n${script}\nexec "$real" "$@"\n`;
    await writeFile(join(bin, program), text, { mode: 0o755 });
  }
  return `${bin}:${process.env['PATH'] ?? ''}`;
}
