import { type FileHandle, open, rm } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { noRoom, saysFull } from '../no-room.ts';

/**
 * Makes a new file of mode 0600, and fills it; what fails on the way leaves none. A store is only read
 * meanwhile: where a disk is full, it is that of the file.
 */
export async function makeTarget(
  path: string,
  fill: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw cannotMake(path, cause);
  });
  try {
    await fill(file);
  } catch (error) {
    await rm(path, { force: true });
    throw saysFull(error) ? noRoom(path, error) : error;
  } finally {
    await file.close();
  }
}

function cannotMake(path: string, cause: unknown): Failure {
  if (saysFull(cause)) return noRoom(path, cause);
  return new Failure({
    code: 'cannot-write',
    message: `cannot write ${path}: ${reasonOf(cause)}`,
    hint: 'Nothing was read of the store.',
    cause,
  });
}
