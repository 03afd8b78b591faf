import {
  type BootFile,
  type ImagePartition,
  type ImagePlan,
  SECRETS_INODES,
  SECTOR_BYTES,
} from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import type { Machine } from '../../model/machine.ts';
import type { SecretFile } from '../../model/secret-input.ts';
import { imageId } from './image-id.ts';

const MEBIBYTE = 1024 ** 2;
const SECTORS_OF_MEBIBYTE = MEBIBYTE / SECTOR_BYTES;

/** FAT32 begins at 33 MiB; the rest is for the configuration. */
const EFI_MEBIBYTES = 48;
const SECRETS_MEBIBYTES = 14;

/** What a file system keeps for itself, generously. */
const OVERHEAD_MEBIBYTES = 4;

/** What the secrets' file system has inodes for, beside the eleven that it keeps for itself. */
const MOST_SECRET_FILES = SECRETS_INODES - 11;

/** https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html */
const EFI_SYSTEM = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B';
const LINUX_DATA = '0FC63DAF-8483-4772-8E79-3D69D8477DE4';

/**
 * How the image of a machine is laid out: 64 MiB with what iPXE needs and the secrets, or the secrets
 * alone for a machine that starts from the network. Throws a `Failure` for contents that do not fit.
 */
export function planImage(
  { name, boot }: Machine,
  bootFiles: readonly BootFile[],
  secrets: readonly SecretFile[],
): ImagePlan {
  const onStick = boot.source === 'stick';
  checkNumber(secrets.length);
  checkSize('secrets', SECRETS_MEBIBYTES, sizeOf(secrets));
  checkSize('the boot files', EFI_MEBIBYTES, sizeOf(bootFiles));
  const bios = onStick && boot.firmware.includes('bios');
  const efi = onStick
    ? [{ name: 'efi' as const, mebibytes: EFI_MEBIBYTES, type: EFI_SYSTEM, bootable: bios }]
    : [];
  const parts = [
    ...efi,
    { name: 'secrets' as const, mebibytes: SECRETS_MEBIBYTES, type: LINUX_DATA, bootable: false },
  ];
  let start = SECTORS_OF_MEBIBYTE;
  const partitions = parts.map(({ mebibytes, ...part }): ImagePartition => {
    const sectors = mebibytes * SECTORS_OF_MEBIBYTE;
    const placed = { ...part, id: imageId(name, part.name), start, sectors };
    start += sectors;
    return placed;
  });
  // The last mebibyte has the second table.
  const sectors = start + SECTORS_OF_MEBIBYTE;
  return { diskId: imageId(name, 'disk'), sectors, partitions, bootFiles, bios };
}

function sizeOf(files: readonly { readonly content: string | Uint8Array }[]): number {
  return files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
}

function checkNumber(groups: number): void {
  if (groups <= MOST_SECRET_FILES) return;
  throw new Failure({
    code: 'image-too-small',
    message: `the image has ${String(groups)} groups of secrets, and ${String(MOST_SECRET_FILES)} is the most`,
    hint: 'Put keys that are used together into one group.',
  });
}

function checkSize(what: string, mebibytes: number, bytes: number): void {
  const room = (mebibytes - OVERHEAD_MEBIBYTES) * MEBIBYTE;
  if (bytes <= room) return;
  throw new Failure({
    code: 'image-too-small',
    message: `${what} of the image have ${String(bytes)} bytes, and ${String(room)} is the most`,
    hint: 'Have the machine fetch what is large, such as programs, by its Ignition configuration.',
  });
}
