import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import { writePrivateFile } from './private-file.ts';

/** What a generated file says; empty where none is there. Throws a `Failure` where it cannot be read. */
export async function readPin(cwd: string, file: string): Promise<string> {
  return readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return '';
    throw new Failure({
      code: 'cannot-read',
      message: `cannot read ${file}, which would be replaced: ${reasonOf(cause)}`,
      hint: 'Choose another name. It stays as it is.',
      cause,
    });
  });
}

/** Writes a generated file. Throws a `Failure` where another file is there, which does not begin so. */
export async function writePin(
  cwd: string,
  file: string,
  text: string,
  header: string,
): Promise<void> {
  const there = await readPin(cwd, file);
  if (there !== '' && !there.startsWith(header))
    throw new Failure({
      code: 'cannot-write',
      message: `${file} is there already, and was not written by this command`,
      hint: 'Choose another name, or remove it first. It stays as it is.',
    });
  await writePrivateFile(cwd, file, text, 0o644);
}
