import { readFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, run } from './programs.mjs';
import { sayWhile } from './say.mjs';

/**
 * Runs `action` while no other run on this machine installs Debian packages.
 * @template T
 * @param {(lock: number) => Promise<T>} action
 */
export function withPackagesLock(action) {
  return withLock('apt', 'is installing Debian packages', action);
}

/** @returns {'no-debian' | 'no-root' | null} why Debian packages cannot be installed here */
export function whyNotInstallable() {
  if (!isDebian() || findOnPath('apt-get') === undefined) return 'no-debian';
  return process.getuid?.() === 0 ? null : 'no-root';
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Installs packages without those that they recommend. Throws a `Problem` with what apt-get said.
 * @param {readonly string[]} packages
 * @param {number} lock
 */
export async function installDebianPackages(packages, lock) {
  await sayWhile(`Installing Debian's ${packages.join(' and ')}`, async (tell) => {
    tell('dpkg --configure -a');
    // An earlier installation that was cut short makes apt-get refuse until this has run.
    await run('dpkg', ['--configure', '-a'], { lock });
    tell('apt-get update');
    await aptGet(['update'], lock);
    tell('apt-get install');
    await aptGet(['install', '--yes', '--no-install-recommends', ...packages], lock);
  });
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
    `apt-get ${args.join(' ')} failed. It needs Debian's package archive. It said:\n${tail}`,
  );
}
