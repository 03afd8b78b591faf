import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { checkout, checkoutName } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findOnPath, run } from './programs.mjs';
import { sayWhile } from './say.mjs';

const installedLockfile = join(checkout, 'node_modules/.package-lock.json');

/** The Node that the project brings itself. */
export const ownNode = join(checkout, 'node_modules/.bin/node');

/** Makes node_modules what package-lock.json says. */
export async function provideNpmPackages() {
  if (await areInstalled()) return;
  await withLock(`npm-${checkoutName()}`, 'is installing npm packages', async (lock) => {
    if (!(await areInstalled())) await install(lock);
  });
}

/** @param {number} lock */
async function install(lock) {
  if (findOnPath('npm') === undefined) {
    throw new Problem('npm is missing. Install Node 20 or newer with npm: https://nodejs.org');
  }
  // npm writes this file last. Without it, an installation that is cut short is seen as such.
  rmSync(installedLockfile, { force: true });
  const { succeeded, tail } = await sayWhile('Installing npm packages (npm ci)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: checkout, lock }),
  );
  if (!succeeded) {
    throw new Problem(`npm ci failed. It needs the npm registry. It said:\n${tail}`);
  }
  if (!(await areInstalled())) {
    throw new Problem(
      `npm ci ended well, but ${ownNode} does not work. The npm package "node" fetches it in an install script: check that npm may run it (npm config get ignore-scripts).`,
    );
  }
}

async function areInstalled() {
  if (!existsSync(installedLockfile)) return false;
  const wanted = readPackages(join(checkout, 'package-lock.json'));
  const installed = readPackages(installedLockfile);
  const differs = Object.entries(wanted).some(
    ([path, entry]) =>
      path !== '' && entry.optional !== true && installed[path]?.integrity !== entry.integrity,
  );
  if (differs) return false;
  const { stdout } = await run(ownNode, ['--version']);
  return stdout.trim() === `v${wanted['node_modules/node']?.version ?? ''}`;
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Entry
 * @param {string} path
 * @returns {Record<string, Entry>}
 */
function readPackages(path) {
  const lockfile = /** @type {{ packages: Record<string, Entry> }} */ (
    JSON.parse(readFileSync(path, 'utf8'))
  );
  return lockfile.packages;
}
