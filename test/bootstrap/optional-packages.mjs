import { installDebianPackages, whyNotInstallable, withPackagesLock } from './debian-packages.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, isProgram } from './programs.mjs';
import { say } from './say.mjs';

/**
 * Debian packages without which some tests are skipped.
 * @typedef {object} OptionalPackages
 * @property {() => readonly string[]} missing those that are not there
 * @property {(missing: readonly string[]) => string} skipped what is not tested without them
 * @property {(install: () => Promise<void>) => Promise<void>} [around] what has to hold meanwhile
 */

/**
 * Installs what is missing, where that is possible; else it says what is not tested.
 * @param {OptionalPackages} packages
 */
export async function provideOptional({ missing, skipped, around = (install) => install() }) {
  if (missing().length === 0) return;
  const tellSkipped = () => {
    say(skipped(missing()));
  };
  if (whyNotInstallable() !== null) {
    tellSkipped();
    return;
  }
  await withPackagesLock(async (lock) => {
    const now = missing();
    if (now.length === 0) return;
    try {
      await around(() => installDebianPackages(now, lock));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      say(error.message);
      tellSkipped();
    }
  });
}

/**
 * The packages that lack one of their programs, which are names on PATH or absolute.
 * @param {Readonly<Record<string, readonly string[]>>} packages
 */
export function lackingPackages(packages) {
  return Object.entries(packages).flatMap(([name, programs]) =>
    programs.every(isInstalled) ? [] : [name],
  );
}

/** @param {string} program */
function isInstalled(program) {
  return program.startsWith('/') ? isProgram(program) : findOnPath(program) !== undefined;
}
