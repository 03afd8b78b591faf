import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from './paths.mjs';
import { Problem } from './problem.mjs';
import { findOnPath } from './programs.mjs';
import { say } from './say.mjs';

const deadlineSeconds = 1800;

/**
 * Runs `action` while no other run on this machine does something of the same name. The kernel
 * holds the lock for an open file, so it goes when its last holder dies, however it dies.
 * @template T
 * @param {string} name
 * @param {string} what what another run that has the lock is doing, such as "is installing npm packages"
 * @param {(lock: number) => Promise<T>} action gets the lock's file descriptor, to hand to programs
 *   that must not overlap with those of another run even when this process is killed
 * @returns {Promise<T>}
 */
export async function withLock(name, what, action) {
  const lock = openLock(name);
  try {
    take(lock, what);
    return await action(lock);
  } finally {
    closeSync(lock);
  }
}

/** @param {string} name */
function openLock(name) {
  const directory = join(cacheDirectory(), 'locks');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return openSync(join(directory, name), 'a', 0o600);
  } catch (error) {
    throw new Problem(
      `Cannot write to the cache directory ${directory}. Set XDG_CACHE_HOME to one that you may write to.`,
      { cause: error },
    );
  }
}

/**
 * @param {number} lock
 * @param {string} what
 */
function take(lock, what) {
  if (flock(lock, ['--nonblock'])) return;
  if (findOnPath('flock') === undefined) {
    throw new Problem('The program flock is missing. It is part of util-linux; install that.');
  }
  say(`Another run ${what}. Waiting for it …`);
  if (flock(lock, ['--timeout', String(deadlineSeconds)])) return;
  throw new Problem(
    `Another run ${what}, for more than ${deadlineSeconds / 60} minutes now. End it, then try again.`,
  );
}

// flock(1) locks the open file that it inherits, so the lock is ours after it has ended.
/**
 * @param {number} lock
 * @param {readonly string[]} options
 */
function flock(lock, options) {
  const stdio = /** @type {const} */ ('ignore');
  return spawnSync('flock', [...options, '3'], { stdio: [stdio, stdio, stdio, lock] }).status === 0;
}
