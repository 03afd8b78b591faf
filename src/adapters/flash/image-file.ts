import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { SECTOR_BYTES } from '../../model/boot-image.ts';
import { diskBytes, partitionNames, TABLE_SECTORS, tableFault } from './partition-table.ts';

/** A file that is open, and is to be an image. */
export interface ImageFile {
  readonly bytes: number;
  readonly isShared: boolean;
  /** The sectors of its table; zeros where it ends before. */
  readonly first: Buffer;
  /** Why it is none that `machine image` made; null where it is one. */
  readonly fault: string | null;
  /** Fills a buffer from an offset on, as far as the file goes; returns the number of bytes. */
  fill(buffer: Buffer, at: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens a file and looks at its beginning; a pipe is not waited for. Rejects where it cannot be read. */
export async function openImage(path: string): Promise<ImageFile> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    const first = Buffer.alloc(TABLE_SECTORS * SECTOR_BYTES);
    if (stats.isFile()) await fill(file, first, 0);
    return {
      bytes: stats.size,
      isShared: (stats.mode & 0o077) !== 0,
      first,
      fault: stats.isFile() ? faultOf(first, stats.size) : 'it is no plain file',
      fill: (buffer, at) => fill(file, buffer, at),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function faultOf(first: Buffer, bytes: number): string | null {
  const fault = tableFault(first);
  if (fault !== null) return fault;
  if (diskBytes(first) !== bytes) return 'it is not as long as its partition table says';
  return partitionNames(first).includes('secrets') ? null : 'it has no partition for secrets';
}

async function fill(file: FileHandle, buffer: Buffer, at: number): Promise<number> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await file.read(buffer, done, buffer.length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
