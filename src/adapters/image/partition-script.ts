import type { ImagePartition, ImagePlan } from '../../model/boot-image.ts';

/** The table of an image as `sfdisk` reads it. https://man7.org/linux/man-pages/man8/sfdisk.8.html */
export function partitionScript({ diskId, partitions }: ImagePlan): string {
  const header = ['label: gpt', `label-id: ${diskId}`, 'first-lba: 34', 'unit: sectors'];
  return `${[...header, '', ...partitions.map(line)].join('\n')}\n`;
}

function line({ name, start, sectors, type, id, bootable }: ImagePartition): string {
  const attributes = bootable ? [`attrs="${BOOTABLE}"`] : [];
  const fields = [
    `start=${String(start)}`,
    `size=${String(sectors)}`,
    `type=${type}`,
    `uuid=${id}`,
  ];
  return [...fields, `name="${name}"`, ...attributes].join(', ');
}

/** What the boot code of syslinux looks for, as sfdisk calls it. */
export const BOOTABLE = 'LegacyBIOSBootable';
