import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { BlockDevice } from '../../model/block-device.ts';
import { errorCode } from '../../model/error-code.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';

/**
 * Opens a device that nobody else uses, and makes sure that it is the one that was judged: another may
 * have got its name meanwhile. Throws a `Failure` otherwise.
 */
export async function openDevice(
  { path, number }: BlockDevice,
  flags: number,
): Promise<FileHandle> {
  const handle = await open(path, flags | constants.O_EXCL).catch((cause: unknown) => {
    throw cannotOpen(path, cause);
  });
  const found = await handle.stat().catch(() => null);
  if (found !== null && numberOf(found.rdev) === number) return handle;
  await handle.close();
  throw new Failure({
    code: 'other-device',
    message: `${path} is another device than a moment ago`,
    hint: 'Was a stick unplugged? Look at it with lsblk.',
  });
}

/** As the kernel packs both numbers: https://man7.org/linux/man-pages/man3/makedev.3.html */
function numberOf(rdev: number): string {
  const [low, high] = [rdev % 2 ** 32, Math.floor(rdev / 2 ** 32)];
  const major = ((low >>> 8) & 0xfff) + (high & 0xffff_f000);
  return `${String(major)}:${String((low & 0xff) | ((low >>> 12) & 0xff_ff00))}`;
}

function cannotOpen(path: string, cause: unknown): Failure {
  const hints: Readonly<Record<string, string>> = {
    EBUSY: 'Something uses it: unmount its file systems, and see what lsblk shows below it.',
    EACCES: 'Run it as a user who may write to disks, as with sudo.',
  };
  return new Failure({
    code: 'cannot-open',
    message: `${path} cannot be opened: ${reasonOf(cause)}`,
    hint: hints[errorCode(cause) ?? ''] ?? 'See what lsblk says of it.',
    cause,
  });
}
