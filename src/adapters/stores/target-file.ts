import { type FileHandle, open, rm } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';

/** Makes a new file of mode 0600, and fills it; what fails on the way leaves none. */
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
    throw error;
  } finally {
    await file.close();
  }
}

function cannotMake(path: string, cause: unknown): Failure {
  return new Failure({
    code: 'cannot-write',
    message: `cannot write ${path}: ${reasonOf(cause)}`,
    hint: 'Nothing was read of the store.',
    cause,
  });
}
