import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { BlockDevice } from '../../model/block-device.ts';
import type { MovedTable } from './partition-table.ts';

/** What a stick is to hold: the image with its own table, and the spare table at the end of the disk. */
export interface StickContents {
  readonly image: FileHandle;
  readonly imageBytes: number;
  readonly table: MovedTable;
  readonly device: BlockDevice;
}

const CHUNK_BYTES = 1024 ** 2;

/**
 * Writes it, the beginning last: a stick that was only half written has no table, and starts nothing.
 * Returns the hash of what was meant.
 */
export async function writeContents(
  contents: StickContents,
  target: FileHandle,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { device, table, imageBytes } = contents;
  const hash = createHash('sha256');
  let beginning = Buffer.alloc(0);
  await target.write(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, 0);
  for await (const { at, chunk } of chunksOf(contents)) {
    signal.throwIfAborted();
    hash.update(chunk);
    if (at === 0) beginning = Buffer.from(chunk);
    else await target.write(chunk, 0, chunk.length, at);
    progress((at + chunk.length) / imageBytes / 2);
  }
  hash.update(table.last);
  await target.write(table.last, 0, table.last.length, device.bytes - table.last.length);
  await target.sync();
  await target.write(beginning, 0, beginning.length, 0);
  return hash.digest('hex');
}

/** The hash of what a stick holds, in the same places. */
export async function hashContents(
  { device, table, imageBytes }: StickContents,
  source: FileHandle,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const end = Math.min(imageBytes, device.bytes - table.last.length);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < end; at += CHUNK_BYTES) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(chunk, 0, Math.min(CHUNK_BYTES, end - at), at);
    hash.update(chunk.subarray(0, bytesRead));
    progress(0.5 + (at + bytesRead) / end / 2);
  }
  const last = Buffer.alloc(table.last.length);
  await source.read(last, 0, last.length, device.bytes - last.length);
  return hash.update(last).digest('hex');
}

/** The image in pieces, with the moved table; it ends before the place of the spare one. */
async function* chunksOf({ image, imageBytes, table, device }: StickContents) {
  const end = Math.min(imageBytes, device.bytes - table.last.length);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < end; at += CHUNK_BYTES) {
    const { bytesRead } = await image.read(chunk, 0, Math.min(CHUNK_BYTES, end - at), at);
    const part = chunk.subarray(0, bytesRead);
    if (at === 0) table.first.copy(part);
    yield { at, chunk: part };
  }
}
