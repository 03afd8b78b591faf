import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { installDebianPackages, whyNotInstallable, withPackagesLock } from './debian-packages.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, isProgram } from './programs.mjs';
import { say } from './say.mjs';

const howToGet =
  'Install Nix: `apt-get install nix-bin` on Debian, else https://nixos.org/download';

/**
 * Finds Nix, or installs Debian's.
 * @returns {Promise<string>} the directory that holds nix-instantiate
 */
export async function provideNix() {
  const found = findNix();
  if (found !== undefined) return dirname(found);
  return withPackagesLock(async (lock) => {
    const path = findNix() ?? (await install(lock));
    return dirname(path);
  });
}

function findNix() {
  const profiles = [join(homedir(), '.nix-profile'), '/nix/var/nix/profiles/default'];
  const unlisted = profiles.map((profile) => join(profile, 'bin/nix-instantiate'));
  return findOnPath('nix-instantiate') ?? unlisted.find(isProgram);
}

/** @param {number} lock */
async function install(lock) {
  say('No nix-instantiate on PATH.');
  refuseWhereAptCannotInstall();
  try {
    await installDebianPackages(['nix-bin'], lock);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`Nix is missing, and ${error.message}\n${howToGet}`);
  }
  const path = findNix();
  if (path === undefined) throw new Problem(`nix-bin brought no nix-instantiate. ${howToGet}`);
  return path;
}

function refuseWhereAptCannotInstall() {
  switch (whyNotInstallable()) {
    case 'no-debian':
      throw new Problem(
        `Nix is missing, and this is not Debian, so it is not installed for you. ${howToGet}`,
      );
    case 'no-root':
      throw new Problem(
        'Nix is missing, and only root can install it. Run this as root: apt-get update && apt-get install nix-bin',
      );
    case null:
  }
}
