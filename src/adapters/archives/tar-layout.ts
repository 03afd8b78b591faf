import type { Header } from 'tar-stream';
import { archiveDamaged } from './damaged.ts';
import { BLOCK, toBlocks } from './tar-block.ts';

/** Two blocks of zeros. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
const END_OF_ARCHIVE = 2 * BLOCK;

/**
 * Watches that files of a tar follow one another without a gap, and that nothing but zeros follows
 * the last one: tar-stream passes by blocks of zeros, and misses no end, where k0s would stop to read.
 */
export interface TarLayout {
  /** Sees the content of the tar, in order. */
  readonly see: (chunk: Uint8Array) => void;
  /** Takes what tar-stream says of the next file. Gives where its content begins, or throws a `Failure`. */
  begin(header: Header): number;
  /** Throws a `Failure`, after all of the tar was seen. */
  finish(): void;
}

export function createTarLayout(): TarLayout {
  let length = 0;
  let zerosFrom = 0;
  let end = 0;
  return {
    see(chunk) {
      const meant = lengthWithoutZeros(chunk);
      if (meant > 0) zerosFrom = length + meant;
      length += chunk.length;
    },
    begin(header) {
      const start = contentStart(header);
      if (start !== end + extendedLength(header) + BLOCK)
        throw archiveDamaged(`there is something before ${header.name} that is no file of tar`);
      end = start + toBlocks(header.size);
      return start;
    },
    finish() {
      if (zerosFrom > end) throw archiveDamaged('something follows the last file of tar');
      if (length < end + END_OF_ARCHIVE) throw archiveDamaged('tar ends before its end mark');
    },
  };
}

/** A loop, since a function for each byte of a large archive takes its time. */
function lengthWithoutZeros(chunk: Uint8Array): number {
  let { length } = chunk;
  while (length > 0 && chunk[length - 1] === 0) length -= 1;
  return length;
}

function contentStart(header: Header): number {
  if ('byteOffset' in header && typeof header.byteOffset === 'number') return header.byteOffset;
  throw new Error('tar-stream does not tell where the content of a file is');
}

/** What does not fit into the header of a file stands before it, in one of the format pax: k0s has no other. */
function extendedLength({ pax }: Header): number {
  return typeof pax === 'object' && pax !== null ? BLOCK + toBlocks(paxLength(pax)) : 0;
}

function paxLength(records: object): number {
  return Object.entries(records)
    .map(([key, value]: [string, unknown]) => recordLength(`${key}=${String(value)}`))
    .reduce((sum, length) => sum + length, 0);
}

/** The length that a record begins with counts itself, a space, and the line feed. */
function recordLength(text: string): number {
  const rest = Buffer.byteLength(text) + 2;
  const guess = rest + String(rest).length;
  return rest + String(guess).length;
}
