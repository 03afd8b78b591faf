import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { FileDigest } from '../../model/backup-manifest.ts';
import { errorCode } from '../../model/error-code.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { archiveDamaged } from './damaged.ts';
import { gzipHeaderLength } from './gzip-header.ts';
import { inflateAll } from './inflate-all.ts';

/** CRC-32 and length of the content. https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const TRAILER_LENGTH = 8;

const CHUNK_BYTES = 128 * 1024;

/** Who gets the content of a file of gzip. */
export interface GzipContent {
  /** Sees it before the sink does. */
  readonly see: (chunk: Uint8Array) => void;
  readonly sink: Writable;
}

/**
 * Reads a file that is one member of gzip and nothing else. The digest is that of the file. Throws a
 * `Failure` for what is damaged, cut off or added. Gunzip of Node goes over to what follows a member,
 * and passes by zeros, so that it is not used.
 */
export async function readGzip(
  file: string,
  { see, sink }: GzipContent,
  signal: AbortSignal,
): Promise<FileDigest> {
  const input = watchInput();
  const content = watchContent(see);
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  try {
    const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
    const inflated = (chunks: AsyncIterable<Buffer>) => inflateAll(chunks, inflate);
    await pipeline(source, input.pass, inflated, content.pass, sink, { signal });
  } catch (cause) {
    throw explain(cause);
  }
  input.checkEnd(inflate.bytesWritten, content.trailer());
  return input.digest();
}

/** Takes the header off, and keeps what is to be known of the whole file. */
function watchInput() {
  const hash = createHash('sha256');
  let size = 0;
  let tail: Buffer = Buffer.alloc(0);
  let headerLength: number | null = null;
  const note = (chunk: Buffer) => {
    hash.update(chunk);
    size += chunk.length;
    tail = Buffer.from(Buffer.concat([tail, chunk]).subarray(-TRAILER_LENGTH));
  };
  async function* pass(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let start: Buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
      note(chunk);
      if (headerLength !== null) yield chunk;
      else {
        start = Buffer.concat([start, chunk]);
        headerLength = gzipHeaderLength(start);
        if (headerLength !== null) yield start.subarray(headerLength);
      }
    }
    if (size === 0) throw archiveDamaged('it is empty');
    if (headerLength === null) throw archiveDamaged('it ends in the header of gzip');
  }
  return {
    pass,
    checkEnd(deflated: number, trailer: Buffer) {
      const left = size - (headerLength ?? 0) - deflated - TRAILER_LENGTH;
      if (left < 0) throw archiveDamaged('it ends before the checksum of gzip');
      if (left > 0) throw followed(left);
      if (!tail.equals(trailer))
        throw archiveDamaged('its content has not the checksum and length that gzip noted');
    },
    digest: (): FileDigest => ({ sha256: hash.digest('hex'), size }),
  };
}

function watchContent(see: (chunk: Uint8Array) => void) {
  let crc = 0;
  let length = 0;
  async function* pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      length += chunk.length;
      see(chunk);
      yield chunk;
    }
  }
  return {
    pass,
    trailer() {
      const trailer = Buffer.alloc(TRAILER_LENGTH);
      trailer.writeUInt32LE(crc);
      trailer.writeUInt32LE(length % 2 ** 32, 4);
      return trailer;
    },
  };
}

/** k0sctl does not cut a file of the same name before it writes its archive there. */
function followed(bytes: number): Failure {
  return archiveDamaged(
    `${String(bytes)} ${bytes === 1 ? 'byte follows' : 'bytes follow'} its end, as where it was written over a longer file`,
  );
}

function explain(cause: unknown): unknown {
  if (cause instanceof Failure) return cause;
  const code = errorCode(cause);
  if (code === 'Z_BUF_ERROR') return archiveDamaged('it ends before the end of gzip', cause);
  if (code?.startsWith('Z_')) return archiveDamaged(`gzip finds ${reasonOf(cause)}`, cause);
  return cause;
}
