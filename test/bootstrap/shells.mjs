import { provideOptional } from './optional-packages.mjs';
import { findOnPath } from './programs.mjs';

/** Those that completion is tested in, and that few machines have; the packages are called the same. */
const shells = ['fish', 'zsh'];

/** Installs the shells that are missing, where that is possible; else their tests are skipped, and it says so. */
export function provideShells() {
  return provideOptional({
    missing: () => shells.filter((shell) => findOnPath(shell) === undefined),
    skipped: (missing) =>
      `Completion is not tested in what is missing here: ${missing.join(', ')}.`,
  });
}
