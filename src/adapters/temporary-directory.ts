import { tmpdir } from 'node:os';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import { makeOwnDirectory } from './own-directory.ts';

/** Makes a directory of ours, of mode 0700, among temporary files. Throws a `Failure` where none can be made there. */
export async function makeTemporaryDirectory(prefix: string): Promise<string> {
  try {
    return await makeOwnDirectory(tmpdir(), prefix);
  } catch (cause) {
    throw new Failure({
      code: 'no-temporary-directory',
      message: `no private directory can be made in ${tmpdir()}: ${reasonOf(cause)}`,
      hint: 'Set TMPDIR to a directory that you can write. Nothing was changed.',
      cause,
    });
  }
}
