import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ReadTextFile } from '../ports/text-file.ts';

/** Reads files relative to a directory. */
export function textFileIn(directory: string): ReadTextFile {
  return async (path) => {
    try {
      return await readFile(resolve(directory, path), 'utf8');
    } catch (cause) {
      const message = `cannot read ${path}: ${reasonOf(cause)}`;
      throw new Failure({ code: 'cannot-read', message, cause });
    }
  };
}
