import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
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
      if (errorCode(error) === 'ENOENT') return null;
      throw new Failure({
        code: 'schemas-unreadable',
        message: `${path} cannot be read: ${reasonOf(error)}`,
        cause: error,
      });
    }
  },
};
