import { type ImagePartition, type ImagePlan, SECTOR_BYTES } from '../../model/boot-image.ts';
import { parseJson } from '../../model/exact-json.ts';
import { Failure } from '../../model/failure.ts';
import type { SecretFile } from '../../model/secret-input.ts';
import { hashFile } from '../hash-file.ts';
import type { ImageTools } from './image-tools.ts';
import { secretFaults } from './secret-faults.ts';
import { tableFaults } from './table-faults.ts';

/**
 * Reads back what was written: the table, every file system as a whole, and each file with its owner
 * and mode. Throws a `Failure` for what is not as it was meant.
 */
export async function checkImage(
  image: string,
  plan: ImagePlan,
  secrets: readonly SecretFile[],
  volumes: readonly string[],
  tools: ImageTools,
): Promise<void> {
  const table = new TextDecoder().decode(await tools.run('sfdisk', ['--json', image]));
  const faults = [...tableFaults(plan, parseJson(table))];
  for (const [index, partition] of plan.partitions.entries()) {
    const volume = volumes[index] ?? '';
    if ((await hashOf(image, partition)) !== (await hashOf(volume, { ...partition, start: 0 })))
      faults.push(`partition ${partition.name} is not what was written to it`);
    faults.push(...(await volumeFaults(partition, volume, plan, secrets, tools)));
  }
  if (faults.length > 0) throw unsound(faults);
}

async function volumeFaults(
  { name }: ImagePartition,
  volume: string,
  { bootFiles }: ImagePlan,
  secrets: readonly SecretFile[],
  tools: ImageTools,
): Promise<readonly string[]> {
  if (name === 'secrets') {
    await tools.run('e2fsck', ['-f', '-n', volume]);
    return secretFaults(volume, secrets, tools);
  }
  await tools.run('fsck.fat', ['-n', volume]);
  const faults: string[] = [];
  for (const { path, content } of bootFiles) {
    const read = await tools.run('mcopy', ['-i', volume, `::/${path}`, '-']);
    if (Buffer.compare(read, content) !== 0) faults.push(`${path} does not read back`);
  }
  return faults;
}

function hashOf(
  file: string,
  { start, sectors }: Pick<ImagePartition, 'start' | 'sectors'>,
): Promise<string> {
  const first = start * SECTOR_BYTES;
  return hashFile(file, { start: first, end: first + sectors * SECTOR_BYTES - 1 });
}

function unsound(faults: readonly string[]): Failure {
  return new Failure({
    code: 'image-unsound',
    message: ['the image is not as it was meant:', ...faults].join('\n- '),
    hint: 'It was removed. Please report this, with the versions of e2fsprogs, dosfstools, mtools and fdisk.',
  });
}
