import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../model/error-code.ts';

/**
 * Makes a directory and those above it, as far as they are missing. Node's own way tries for ever where
 * a file system takes no new names and says ENOENT, as /proc does.
 */
export async function makeDirectories(path: string, mode = 0o777): Promise<void> {
  if (await isDirectory(path)) return;
  if (dirname(path) !== path) await makeDirectories(dirname(path), mode);
  try {
    await mkdir(path, { mode });
  } catch (error) {
    // Another run may have been faster.
    if (errorCode(error) !== 'EEXIST' || !(await isDirectory(path))) throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
