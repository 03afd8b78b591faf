import { BLOCK, toBlocks } from './tar-block.ts';

/** Where a file of a tar has its content, in bytes; its header is the block before. */
export interface TarPlace {
  readonly start: number;
  readonly size: number;
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
const SIZE = { offset: 124, digits: 11 };
const CHECKSUM = { offset: 148, length: 8, digits: 6 };

/** Passes a tar on with other content in one of its files. */
export async function* spliceTar(
  chunks: AsyncIterable<Uint8Array>,
  { start, size }: TarPlace,
  content: Buffer,
): AsyncGenerator<Uint8Array> {
  const headerStart = start - BLOCK;
  const end = start + toBlocks(size);
  const header: Uint8Array[] = [];
  let position = 0;
  for await (const chunk of chunks) {
    const part = (from: number, to: number) =>
      chunk.subarray(clamp(from - position, chunk), clamp(to - position, chunk));
    yield part(0, headerStart);
    header.push(Buffer.from(part(headerStart, start)));
    const isHeaderWhole = position < start && position + chunk.length >= start;
    if (isHeaderWhole) yield withContent(Buffer.concat(header), content);
    yield part(end, Infinity);
    position += chunk.length;
  }
}

function withContent(header: Buffer, content: Buffer): Buffer {
  writeOctal(header, content.length, SIZE.offset, SIZE.digits);
  header.fill(' ', CHECKSUM.offset, CHECKSUM.offset + CHECKSUM.length);
  const sum = header.reduce((total, byte) => total + byte, 0);
  writeOctal(header, sum, CHECKSUM.offset, CHECKSUM.digits);
  const padding = Buffer.alloc(toBlocks(content.length) - content.length);
  return Buffer.concat([header, content, padding]);
}

function writeOctal(block: Buffer, value: number, offset: number, digits: number): void {
  block.write(`${value.toString(8).padStart(digits, '0')}\0`, offset, 'latin1');
}

function clamp(index: number, { length }: Uint8Array): number {
  return Math.max(0, Math.min(index, length));
}
