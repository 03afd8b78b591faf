import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { ownNode } from './npm-packages.mjs';
import { checkout, checkoutName } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './programs.mjs';
import { sayWhile } from './say.mjs';

const scratch = join(checkout, 'node_modules/.cache/kubernixos');
const stamp = join(scratch, 'dist.stamp');
const built = join(checkout, 'dist');
const inputs = ['src', 'package-lock.json', 'tsconfig.json', 'rolldown.config.js'];

/** Compiles src to dist where dist is not what the present sources compile to. */
export async function provideTool() {
  if (isUpToDate()) return;
  await withLock(`dist-${checkoutName()}`, 'is compiling', async (lock) => {
    if (!isUpToDate()) await compile(lock);
  });
}

function isUpToDate() {
  return existsSync(stamp) && existsSync(built) && readFileSync(stamp, 'utf8') === fingerprint();
}

// Compiled aside and put in place whole: a file whose source is gone does not stay, and another run
// never meets half a program.
/** @param {number} lock */
async function compile(lock) {
  const fresh = join(scratch, 'dist.new');
  const old = join(scratch, 'dist.old');
  rmSync(stamp, { force: true });
  for (const directory of [fresh, old]) rmSync(directory, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  await sayWhile('Compiling src to dist (rolldown)', async () => {
    const compiler = join(checkout, 'node_modules/rolldown/bin/cli.mjs');
    const args = [compiler, '--config', '--dir', fresh];
    const { succeeded, stdout, tail } = await run(ownNode, args, { cwd: checkout, lock });
    if (!succeeded) throw new Problem(`rolldown found errors:\n${stdout}${tail}`);
  });
  if (existsSync(built)) renameSync(built, old);
  renameSync(fresh, built);
  rmSync(old, { recursive: true, force: true });
  writeFileSync(stamp, fingerprint());
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...inputs, 'dist'].flatMap(filesBelow)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(checkout, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path relative to the checkout
 * @returns {readonly string[]} the files at or below it, sorted
 */
function filesBelow(path) {
  const options = /** @type {const} */ ({ recursive: true, withFileTypes: true });
  try {
    const entries = readdirSync(join(checkout, path), options).filter((entry) => entry.isFile());
    return entries
      .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
      .sort();
  } catch {
    return existsSync(join(checkout, path)) ? [path] : [];
  }
}
