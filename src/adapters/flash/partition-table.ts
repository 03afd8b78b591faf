import { crc32 } from 'node:zlib';
import { SECTOR_BYTES } from '../../model/boot-image.ts';

/**
 * Where things lie in a GPT and its header:
 * https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html
 */
const HEADER = {
  own: 24,
  other: 32,
  lastUsable: 48,
  entries: 72,
  count: 80,
  entryBytes: 84,
  entriesCrc: 88,
};

const SIGNATURE = 'EFI PART';

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
  if (header.readUInt32LE(16) !== headerSum(header)) return 'its partition table is damaged';
  const entries = entriesOf(first);
  return header.readUInt32LE(HEADER.entriesCrc) === crc32(entries)
    ? null
    : 'its partitions are damaged';
}

/** The names of the partitions. */
export function partitionNames(first: Buffer): readonly string[] {
  const size = headerOf(first).readUInt32LE(HEADER.entryBytes);
  const entries = entriesOf(first);
  return Array.from({ length: entries.length / size }, (_, index) =>
    entries.toString('utf16le', index * size + 56, index * size + 128).replace(/\0.*$/s, ''),
  ).filter(Boolean);
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
  const header = headerOf(first);
  const bytes = header.readUInt32LE(HEADER.count) * header.readUInt32LE(HEADER.entryBytes);
  return first.subarray(2 * SECTOR_BYTES, 2 * SECTOR_BYTES + bytes);
}

function sign(header: Buffer): void {
  header.writeUInt32LE(headerSum(header), 16);
}

/** Of the header with zeros in place of the sum itself. */
function headerSum(header: Buffer): number {
  const copy = Buffer.from(header.subarray(0, header.readUInt32LE(12)));
  copy.writeUInt32LE(0, 16);
  return crc32(copy);
}
