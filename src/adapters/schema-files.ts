import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { SchemaFiles } from '../ports/schema-files.ts';

/** Schemas in the file system. */
export const schemaFiles: SchemaFiles = {
  async read(directory, name) {
    const path = join(directory, name);
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw new Failure({
        code: 'schemas-unreadable',
        message: `${path} cannot be read: ${reasonOf(error)}`,
        cause: error,
      });
    }
  },
};

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
