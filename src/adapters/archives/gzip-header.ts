import { archiveDamaged } from './damaged.ts';

/** A name or a comment in it has no bound of its own. */
const LONGEST_HEADER = 64 * 1024;

const FIXED_LENGTH = 10;

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

/**
 * How many bytes the header of gzip takes at the beginning of a file; null where more of the file is
 * needed to know. Throws a `Failure` where it is none.
 */
export function gzipHeaderLength(start: Buffer): number | null {
  const isWhole = start.length >= FIXED_LENGTH;
  const [first = MAGIC[0], second = MAGIC[1], method = DEFLATE, flags = 0] = start;
  const isGzip = first === MAGIC[0] && second === MAGIC[1] && method === DEFLATE;
  if (!isGzip || (flags & FLAGS.reserved) !== 0) throw archiveDamaged('it is no file of gzip');
  const length = isWhole ? fieldsEnd(start, flags) : null;
  if (length === null && start.length > LONGEST_HEADER)
    throw archiveDamaged('its header of gzip has no end');
  return length;
}

const MAGIC = [0x1f, 0x8b] as const;
const DEFLATE = 8;

function fieldsEnd(start: Buffer, flags: number): number | null {
  let end: number | null = FIXED_LENGTH;
  if ((flags & FLAGS.extra) !== 0) end = extraEnd(start, end);
  if ((flags & FLAGS.name) !== 0) end = textEnd(start, end);
  if ((flags & FLAGS.comment) !== 0) end = textEnd(start, end);
  if (end !== null && (flags & FLAGS.headerChecksum) !== 0) end += 2;
  return end !== null && end <= start.length ? end : null;
}

function extraEnd(start: Buffer, from: number): number | null {
  return start.length < from + 2 ? null : from + 2 + start.readUInt16LE(from);
}

function textEnd(start: Buffer, from: number | null): number | null {
  if (from === null || from > start.length) return null;
  const end = start.indexOf(0, from);
  return end < 0 ? null : end + 1;
}
