import { resolve } from 'node:path';
import type { BlockDevice } from '../../model/block-device.ts';
import { SECTOR_BYTES } from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { StickWriter } from '../../ports/stick-writer.ts';
import { holdDevice } from './held-device.ts';
import { type ImageFile, openImage } from './image-file.ts';
import { moveTable } from './partition-table.ts';
import { hashContents, writeContents } from './write-contents.ts';

/**
 * Writes sticks, and reads them back, by one exclusive descriptor, which the kernel gives for no
 * device that is mounted or held.
 */
export function stickWriter(cwd: string): StickWriter {
  return {
    inspect: (image) =>
      withImage(cwd, image, ({ bytes, isShared }) => Promise.resolve({ bytes, isShared })),
    write: (image, device, watch, signal) =>
      withImage(cwd, image, async (file) => {
        if (file.bytes > device.bytes) throw noImage(image, 'it is larger than the device by now');
        const table = moveTable(file.first, Math.floor(device.bytes / SECTOR_BYTES));
        const contents = { image: file, table, device };
        const stick = await holdDevice(device);
        try {
          const meant = await writeContents(contents, stick, watch, signal);
          const read = await hashContents(contents, stick, watch, signal);
          if (read !== meant) throw otherContents(device);
          return { sha256: read };
        } finally {
          await stick.close();
        }
      }),
  };
}

async function withImage<Result>(
  cwd: string,
  image: string,
  work: (file: ImageFile) => Promise<Result>,
): Promise<Result> {
  const file = await openImage(resolve(cwd, image)).catch((cause: unknown) => {
    throw noImage(image, reasonOf(cause), cause);
  });
  try {
    if (file.fault !== null) throw noImage(image, file.fault);
    return await work(file);
  } finally {
    await file.close();
  }
}

function noImage(image: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'no-image',
    message: `${image} is no image of kubernixos: ${reason}`,
    hint: 'Make one: kubernixos machine image NAME --out FILE. Nothing was written.',
    cause,
  });
}

function otherContents({ path }: BlockDevice): Failure {
  return new Failure({
    code: 'stick-broken',
    message: `${path} does not give back what was written to it`,
    hint: 'Take another stick: this one is broken, or has less memory than it says.',
  });
}
