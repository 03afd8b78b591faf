import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment
 * @property {number} [lock] a lock's file descriptor: a program that outlives us keeps the lock
 * @property {(line: string) => void} [onLine] called with each line of standard error
 */

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ succeeded: boolean, stdout: string, tail: string }>} `tail` is the end of
 *   what it said on standard error, or why it could not be started
 */
export function run(program, args, options = {}) {
  const { cwd, env, lock, onLine } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', ...(lock === undefined ? [] : [lock])],
    });
    let stdout = '';
    /** @type {string[]} */
    const said = [];
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      stdout += chunk;
    });
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        if (said.length > 30) said.shift();
        onLine?.(line);
      });
    }
    child.once('error', (error) => {
      resolve({ succeeded: false, stdout, tail: error.message });
    });
    child.once('close', (code) => {
      resolve({ succeeded: code === 0, stdout, tail: said.join('\n') });
    });
  });
}

/**
 * @param {string} name
 * @returns {string | undefined} the path of the program that a shell would run for `name`
 */
export function findOnPath(name) {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, name)).find(isProgram);
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
