import { lstat, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { openImage } from '../flash/image-file.ts';

/**
 * Throws a `Failure` where a file is none that an image may replace: only an earlier image is, or an
 * empty file. A device, or a link to one, is not either: `flash` writes to devices.
 */
export async function checkTarget(target: string, out: string): Promise<void> {
  const found = await lstat(target).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) throw noPlainFile(out);
  if (found.size === 0) return;
  const image = await openImage(target).catch((cause: unknown) => {
    throw noImage(out, reasonOf(cause), cause);
  });
  await image.close();
  if (image.fault !== null) throw noImage(out, image.fault);
}

/** Gives a finished image its name. */
export async function publishImage(image: string, target: string): Promise<void> {
  await rename(image, target);
  // Not every directory can be read, nor synced.
  const directory = await open(dirname(target)).catch(() => null);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

function noPlainFile(out: string): Failure {
  return new Failure({
    code: 'no-plain-file',
    message: `${out} is there, and is no plain file`,
    hint: 'Write the image to a file; `kubernixos machine flash IMAGE DEVICE` writes it to a device.',
  });
}

function noImage(out: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'no-image',
    message: `${out} is there, and is no image that a new one may replace: ${reason}`,
    hint: 'Choose another name, or remove it first.',
    cause,
  });
}
