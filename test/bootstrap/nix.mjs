import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, isProgram, run } from './programs.mjs';
import { say, sayWhile } from './say.mjs';

const howToGet =
  'Install Nix: `apt-get install nix-bin` on Debian, else https://nixos.org/download';

/**
 * Finds Nix, or installs Debian's.
 * @returns {Promise<string>} the directory that holds nix-instantiate
 */
export async function provideNix() {
  const found = findNix();
  if (found !== undefined) return dirname(found);
  return withLock('apt', 'is installing Debian packages', async (lock) => {
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
  await sayWhile("Installing Debian's nix-bin", async (tell) => {
    tell('dpkg --configure -a');
    // An earlier installation that was cut short makes apt-get refuse until this has run.
    await run('dpkg', ['--configure', '-a'], { lock });
    tell('apt-get update');
    await aptGet(['update'], lock);
    tell('apt-get install');
    await aptGet(['install', '--yes', '--no-install-recommends', 'nix-bin'], lock);
  });
  const path = findNix();
  if (path === undefined) throw new Problem(`nix-bin brought no nix-instantiate. ${howToGet}`);
  return path;
}

function refuseWhereAptCannotInstall() {
  if (!isDebian() || findOnPath('apt-get') === undefined) {
    throw new Problem(
      `Nix is missing, and this is not Debian, so it is not installed for you. ${howToGet}`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Problem(
      'Nix is missing, and only root can install it. Run this as root: apt-get update && apt-get install nix-bin',
    );
  }
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {readonly string[]} args
 * @param {number} lock
 */
async function aptGet(args, lock) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=600'];
  const { succeeded, tail } = await run('apt-get', [...options, ...args], { env, lock });
  if (succeeded) return;
  throw new Problem(
    `Nix is missing, and apt-get ${args.join(' ')} failed. It needs Debian's package archive. It said:\n${tail}\n${howToGet}`,
  );
}
