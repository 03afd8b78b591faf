import { installDebianPackages, whyNotInstallable, withPackagesLock } from './debian-packages.mjs';
import { Problem } from './problem.mjs';
import { findOnPath } from './programs.mjs';
import { say } from './say.mjs';

/** Those that completion is tested in, and that few machines have; the packages are called the same. */
const shells = ['fish', 'zsh'];

/** Installs the shells that are missing, where that is possible; else their tests are skipped, and it says so. */
export async function provideShells() {
  if (missingShells().length === 0) return;
  if (whyNotInstallable() !== null) {
    tellSkipped();
    return;
  }
  await withPackagesLock(async (lock) => {
    const missing = missingShells();
    if (missing.length > 0) await tryInstall(missing, lock);
  });
}

function missingShells() {
  return shells.filter((shell) => findOnPath(shell) === undefined);
}

/**
 * @param {readonly string[]} missing
 * @param {number} lock
 */
async function tryInstall(missing, lock) {
  try {
    await installDebianPackages(missing, lock);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    tellSkipped();
  }
}

function tellSkipped() {
  say(`Completion is not tested in what is missing here: ${missingShells().join(', ')}.`);
}
