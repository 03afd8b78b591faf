import type { Files } from '../ports/files.ts';
import { findForeignToBuild } from './foreign-to-build.ts';
import { replacedDirectory } from './replaced-directory.ts';

/** Replaces directories of `build` below the working directory of the run: only their owner reads them. */
export function buildDirectory(options: {
  readonly cwd: string;
  /** The file that lists what all other files hold, one object each. */
  readonly mark: string;
}): Files {
  return replacedDirectory({
    ...{ cwd: options.cwd, maker: 'build', prefix: '.kubernixos-build-' },
    modes: { directory: 0o700, file: 0o600 },
    findForeign: (directory) => findForeignToBuild(directory, options.mark),
  });
}
