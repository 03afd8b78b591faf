import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { WriteNewFile } from '../ports/new-file.ts';

/** Writes files relative to a directory, and replaces none. */
export function newFileIn(directory: string): WriteNewFile {
  return async (path, text, isPrivate) => {
    const options = { flag: 'wx', mode: isPrivate ? 0o600 : 0o666 };
    await writeFile(resolve(directory, path), text, options).catch((cause: unknown) => {
      throw cannotWrite(path, cause);
    });
  };
}

function cannotWrite(path: string, cause: unknown): Failure {
  const isThere = errorCode(cause) === 'EEXIST';
  return new Failure({
    code: 'cannot-write',
    message: isThere
      ? `${path} is there already, and stays as it is`
      : `cannot write ${path}: ${reasonOf(cause)}`,
    hint: isThere ? 'Choose another name, or remove the file first.' : undefined,
    cause,
  });
}
