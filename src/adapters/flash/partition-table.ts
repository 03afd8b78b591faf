import { crc32 } from 'node:zlib';
import { SECTOR_BYTES } from '../../model/boot-image.ts';

/**
 * Where things lie in a GPT and its header:
 * https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html
 */
const HEADER = {
  bytes: 12,
  sum: 16,
  own: 24,
  other: 32,
  lastUsable: 48,
  entries: 72,
  count: 80,
  entryBytes: 84,
  entriesCrc: 88,
};

const SIGNATURE = 'EFI PART';

/** What a header has, and may have more of in its sector. */
const LEAST_HEADER_BYTES = 92;

/** The only numbers with which the entries end where a disk's contents begin. */
const ENTRIES = 128;
const ENTRY_BYTES = 128;

/** The protective table, the header and the entries. */
export const TABLE_SECTORS = 34;

/** What a table is on a disk of another size. */
export interface MovedTable {
  /** The first sectors of the disk. */
  readonly first: Buffer;
  /** The last 33 sectors: entries, then the header. */
  readonly last: Buffer;
}

/** Why the first sectors of a file are no sound table; null where they are one. */
export function tableFault(first: Buffer): string | null {
  const header = headerOf(first);
  if (header.toString('latin1', 0, 8) !== SIGNATURE) return 'it has no partition table';
  const bytes = header.readUInt32LE(HEADER.bytes);
  if (bytes < LEAST_HEADER_BYTES || bytes > SECTOR_BYTES) return 'its partition table is damaged';
  if (header.readUInt32LE(HEADER.sum) !== headerSum(header))
    return 'its partition table is damaged';
  if (
    header.readUInt32LE(HEADER.count) !== ENTRIES ||
    header.readUInt32LE(HEADER.entryBytes) !== ENTRY_BYTES
  )
    return `its partition table has other than ${String(ENTRIES)} entries`;
  const entries = entriesOf(first);
  return header.readUInt32LE(HEADER.entriesCrc) === crc32(entries)
    ? null
    : 'its partitions are damaged';
}

/** The size of the disk that a sound table is for. */
export function diskBytes(first: Buffer): number {
  return (Number(headerOf(first).readBigUInt64LE(HEADER.other)) + 1) * SECTOR_BYTES;
}

/** The names of the partitions of a sound table. */
export function partitionNames(first: Buffer): readonly string[] {
  const entries = entriesOf(first);
  return Array.from({ length: ENTRIES }, (_, index) => {
    const at = index * ENTRY_BYTES;
    return entries.toString('utf16le', at + 56, at + ENTRY_BYTES).replace(/\0.*$/s, '');
  }).filter(Boolean);
}

/** The table of an image on a disk with so many sectors: the spare one belongs to its very end. */
export function moveTable(image: Buffer, sectors: number): MovedTable {
  const first = Buffer.from(image.subarray(0, TABLE_SECTORS * SECTOR_BYTES));
  // The protective entry spans the disk, as far as 32 bits go.
  first.writeUInt32LE(Math.min(sectors - 1, 0xffff_ffff), 446 + 12);
  const primary = headerOf(first);
  primary.writeBigUInt64LE(BigInt(sectors - 1), HEADER.other);
  primary.writeBigUInt64LE(BigInt(sectors - TABLE_SECTORS), HEADER.lastUsable);
  sign(primary);
  const spare = Buffer.from(primary);
  spare.writeBigUInt64LE(BigInt(sectors - 1), HEADER.own);
  spare.writeBigUInt64LE(1n, HEADER.other);
  spare.writeBigUInt64LE(BigInt(sectors - TABLE_SECTORS + 1), HEADER.entries);
  sign(spare);
  return { first, last: Buffer.concat([first.subarray(2 * SECTOR_BYTES), spare]) };
}

function headerOf(first: Buffer): Buffer {
  return first.subarray(SECTOR_BYTES, 2 * SECTOR_BYTES);
}

function entriesOf(first: Buffer): Buffer {
  return first.subarray(2 * SECTOR_BYTES, 2 * SECTOR_BYTES + ENTRIES * ENTRY_BYTES);
}

function sign(header: Buffer): void {
  header.writeUInt32LE(headerSum(header), HEADER.sum);
}

/** Of the header with zeros in place of the sum itself. */
function headerSum(header: Buffer): number {
  const copy = Buffer.from(header.subarray(0, header.readUInt32LE(HEADER.bytes)));
  copy.writeUInt32LE(0, HEADER.sum);
  return crc32(copy);
}
