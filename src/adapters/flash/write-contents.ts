import { createHash } from 'node:crypto';
import type { BlockDevice } from '../../model/block-device.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { WriteWatch } from '../../ports/stick-writer.ts';
import type { HeldDevice } from './held-device.ts';
import type { ImageFile } from './image-file.ts';
import type { MovedTable } from './partition-table.ts';

/** What a stick is to hold: the image with its own table, and the spare table at the end of the disk. */
export interface StickContents {
  readonly image: Pick<ImageFile, 'bytes' | 'fill'>;
  readonly table: MovedTable;
  readonly device: Pick<BlockDevice, 'bytes'>;
}

const CHUNK_BYTES = 1024 ** 2;

/**
 * Writes it, on the stick itself in this order: no table any more, neither at its beginning nor at its
 * end; all that lies between; the new tables. A stick that was only half written starts nothing.
 * Returns the hash of what was meant.
 */
export async function writeContents(
  contents: StickContents,
  stick: Pick<HeldDevice, 'write' | 'sync'>,
  { progress, reached }: WriteWatch,
  signal: AbortSignal,
): Promise<string> {
  const { table, image } = contents;
  const hash = createHash('sha256');
  let beginning = Buffer.alloc(0);
  reached('begun');
  await stick.write(Buffer.alloc(CHUNK_BYTES), 0);
  await stick.write(Buffer.alloc(table.last.length), endOf(contents));
  await stick.sync();
  for await (const { at, chunk } of chunksOf(contents)) {
    signal.throwIfAborted();
    hash.update(chunk);
    if (at === 0) beginning = Buffer.from(chunk);
    else await stick.write(chunk, at);
    progress((at + chunk.length) / image.bytes / 2);
  }
  await stick.sync();
  signal.throwIfAborted();
  reached('written');
  await stick.write(table.last, endOf(contents));
  await stick.write(beginning, 0);
  await stick.sync();
  return hash.update(table.last).digest('hex');
}

/** The hash of what a stick holds, in the same places. */
export async function hashContents(
  contents: StickContents,
  stick: Pick<HeldDevice, 'read'>,
  { progress }: Pick<WriteWatch, 'progress'>,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  for (const { at, bytes } of placesOf(contents)) {
    signal.throwIfAborted();
    const chunk = Buffer.alloc(bytes);
    await stick.read(chunk, at);
    hash.update(chunk);
    progress(0.5 + (at + bytes) / contents.image.bytes / 2);
  }
  const last = Buffer.alloc(contents.table.last.length);
  await stick.read(last, endOf(contents));
  return hash.update(last).digest('hex');
}

/** The image in pieces, with the moved table. */
async function* chunksOf(contents: StickContents) {
  const { image, table } = contents;
  for (const { at, bytes } of placesOf(contents)) {
    const chunk = Buffer.alloc(bytes);
    const found = await image.fill(chunk, at).catch((cause: unknown) => {
      throw unreadable(reasonOf(cause), cause);
    });
    if (found < bytes) throw unreadable('it has become shorter meanwhile');
    if (at === 0) table.first.copy(chunk);
    yield { at, chunk };
  }
}

/** Where the pieces lie; they end before the place of the spare table. */
function* placesOf(contents: StickContents) {
  const end = Math.min(contents.image.bytes, endOf(contents));
  for (let at = 0; at < end; at += CHUNK_BYTES)
    yield { at, bytes: Math.min(CHUNK_BYTES, end - at) };
}

function endOf({ device, table }: StickContents): number {
  return device.bytes - table.last.length;
}

function unreadable(reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'image-unreadable',
    message: `the image cannot be read: ${reason}`,
    hint: 'Make it again, and write it then.',
    cause,
  });
}
