import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { ImagePlan } from '../../model/boot-image.ts';
import { SECTOR_BYTES } from '../../model/boot-image.ts';
import { writeWhole } from '../write-whole.ts';
import { copySparse } from './copy-sparse.ts';
import type { ImageTools } from './image-tools.ts';
import { partitionScript } from './partition-script.ts';

/** What a BIOS runs; behind it lie the identifiers and the protective table. */
const BOOT_CODE_BYTES = 440;

/** Puts the table, the volumes of the partitions and the code for a BIOS into a new file. */
export async function assembleImage(
  image: string,
  plan: ImagePlan,
  volumes: readonly string[],
  bootCode: string | null,
  { run }: ImageTools,
): Promise<void> {
  const file = await open(image, 'wx', 0o600);
  try {
    await file.chmod(0o600); // Whatever the mask of the user takes away.
    await file.truncate(plan.sectors * SECTOR_BYTES);
    await run('sfdisk', ['--quiet', image], partitionScript(plan));
    for (const [index, { start }] of plan.partitions.entries())
      await copySparse(volumes[index] ?? '', file, start * SECTOR_BYTES);
    if (bootCode !== null) await writeBootCode(file, bootCode);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeBootCode(file: FileHandle, bootCode: string): Promise<void> {
  const code = await readFile(bootCode);
  await writeWhole(file, code.subarray(0, BOOT_CODE_BYTES), 0);
}
