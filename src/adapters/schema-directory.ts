import type { Files } from '../ports/files.ts';
import { findForeignToSchemas } from './foreign-to-schemas.ts';
import { replacedDirectory } from './replaced-directory.ts';

/** Replaces directories of schemas, which are for everyone to read. */
export function schemaDirectory(options: {
  readonly cwd: string;
  /** The file that lists all others. */
  readonly index: string;
}): Files {
  return replacedDirectory({
    ...{ cwd: options.cwd, maker: 'schemas', prefix: '.kubernixos-schemas-' },
    modes: { directory: 0o755, file: 0o644 },
    findForeign: (directory) => findForeignToSchemas(directory, options.index),
  });
}
