import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';

/**
 * Writes a file that only its owner may read, unless another mode is given, in one step: what is there
 * stays until all is written.
 */
export async function writePrivateFile(
  cwd: string,
  file: string,
  text: string,
  mode = 0o600,
): Promise<void> {
  const path = resolve(cwd, file);
  const draft = `${path}.${String(process.pid)}.new`;
  try {
    await writeFile(draft, text, { flag: 'wx', mode });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new Failure({
      code: 'cannot-write',
      message: `cannot write ${file}: ${reasonOf(cause)}`,
      hint: 'Choose a file in a directory that you can write. What was there is as it was.',
      cause,
    });
  }
}
