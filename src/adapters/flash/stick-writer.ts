import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BlockDevice } from '../../model/block-device.ts';
import { SECTOR_BYTES } from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { StickWriter } from '../../ports/stick-writer.ts';
import { openDevice } from './open-device.ts';
import { moveTable, partitionNames, TABLE_SECTORS, tableFault } from './partition-table.ts';
import { hashContents, writeContents } from './write-contents.ts';

const TABLE_BYTES = TABLE_SECTORS * SECTOR_BYTES;

/** Writes sticks by an exclusive descriptor, which the kernel gives for no device that is in use. */
export function stickWriter(cwd: string): StickWriter {
  return {
    async inspect(image) {
      return withImage(resolve(cwd, image), image, async (file) => {
        const { size, mode } = await file.stat();
        const first = Buffer.alloc(TABLE_BYTES);
        await file.read(first, 0, TABLE_BYTES, 0);
        const fault =
          tableFault(first) ??
          (partitionNames(first).includes('secrets') ? null : 'it has no partition for secrets');
        if (fault !== null) throw noImage(image, fault);
        return { bytes: size, isShared: (mode & 0o077) !== 0 };
      });
    },
    async write(image, device, progress, signal) {
      return withImage(resolve(cwd, image), image, async (file) => {
        const first = Buffer.alloc(TABLE_BYTES);
        await file.read(first, 0, TABLE_BYTES, 0);
        const table = moveTable(first, Math.floor(device.bytes / SECTOR_BYTES));
        const contents = { image: file, imageBytes: (await file.stat()).size, table, device };
        const target = await openDevice(device, constants.O_RDWR);
        let meant: string;
        try {
          meant = await writeContents(contents, target, progress, signal);
          await target.sync();
        } finally {
          await target.close();
        }
        // The kernel forgets what it holds of a device that nobody has open: this reads the stick itself.
        const again = await openDevice(device, constants.O_RDONLY);
        try {
          const read = await hashContents(contents, again, progress, signal);
          if (read !== meant) throw otherContents(device);
          return { sha256: read };
        } finally {
          await again.close();
        }
      });
    },
  };
}

async function withImage<Result>(
  path: string,
  image: string,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path).catch((cause: unknown) => {
    throw noImage(image, reasonOf(cause));
  });
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

function noImage(image: string, reason: string): Failure {
  return new Failure({
    code: 'no-image',
    message: `${image} is no image of kubernixos: ${reason}`,
    hint: 'Make one: kubernixos machine image NAME --out FILE. Nothing was written.',
  });
}

function otherContents({ path }: BlockDevice): Failure {
  return new Failure({
    code: 'stick-broken',
    message: `${path} does not give back what was written to it`,
    hint: 'Take another stick: this one is broken, or has less memory than it says.',
  });
}
