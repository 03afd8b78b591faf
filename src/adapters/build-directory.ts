import { renameSync, unlinkSync } from 'node:fs';
import { lstat, mkdir, readlink, realpath, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { Files } from '../ports/files.ts';
import { findForeign } from './find-foreign.ts';
import { type AbandonedDirectory, findAbandoned, makeOwnDirectory } from './own-directory.ts';

/** Replaces directories below the working directory of the run. */
export function buildDirectory(options: {
  readonly cwd: string;
  /** The file that lists what all other files hold, one object each. */
  readonly mark: string;
}): Files {
  return {
    async replaceDirectory(directory, files) {
      const path = resolve(options.cwd, directory);
      try {
        await replace(path, files, await inspect(path, options));
      } catch (error) {
        throw error instanceof Failure ? error : notWritten(path, error);
      }
      return path;
    },
  };
}

const PREFIX = '.kubernixos-build-';

async function replace(
  path: string,
  files: ReadonlyMap<string, string>,
  old: Found,
): Promise<void> {
  const parent = dirname(path);
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const fresh = await makeOwnDirectory(parent, PREFIX);
  try {
    for (const [name, text] of files) await writeFile(join(fresh, name), text, { mode: 0o600 });
    await swap(path, fresh, old);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

type Found = 'nothing' | 'link' | 'directory';

/** A link to the Nix store is what the original tool and `nix-build` leave under such names. */
async function inspect(
  path: string,
  { cwd, mark }: { readonly cwd: string; readonly mark: string },
): Promise<Found> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 'nothing';
  if (found.isSymbolicLink() && (await readlink(path)).startsWith('/nix/store/')) return 'link';
  if (!found.isDirectory()) throw notOurs(path, 'it is no directory');
  if (await holds(path, cwd)) throw notOurs(path, 'the working directory is in it');
  const foreign = await findForeign(path, mark);
  if (foreign !== null) throw notOurs(path, foreign);
  return 'directory';
}

/** Whether `cwd` is `directory`, or lies below it. */
async function holds(directory: string, cwd: string): Promise<boolean> {
  return !/^\.\.(\/|$)/.test(relative(await realpath(directory), await realpath(cwd)));
}

function notOurs(path: string, reason: string): Failure {
  return new Failure({
    code: 'not-ours',
    message: `${path} exists, and is no directory that build has made: ${reason}`,
    hint: 'Move it away, or choose another directory with --out. Nothing was written.',
  });
}

function notWritten(path: string, cause: unknown): Failure {
  return new Failure({
    code: 'build-failed',
    message: `${path} cannot be written: ${reasonOf(cause)}`,
    hint: 'Choose another directory with --out.',
    cause,
  });
}

/** Nothing happens between the two renames, where the directory is under neither name. */
async function swap(path: string, fresh: string, old: Found): Promise<void> {
  if (old === 'link') unlinkSync(path);
  if (old !== 'directory') {
    renameSync(fresh, path);
    return;
  }
  const aside = await makeOwnDirectory(dirname(path), PREFIX);
  renameSync(path, aside);
  try {
    renameSync(fresh, path);
  } catch (error) {
    renameSync(aside, path);
    throw error;
  }
  await rm(aside, { recursive: true });
}

/** A build that is at work changes its directory all the time. */
const QUIET_MILLISECONDS = 2000;

/** Removes what builds left that were killed: it holds Secrets. */
async function sweep(parent: string): Promise<void> {
  for (const directory of await findAbandoned(parent, PREFIX))
    if (directory.quietMilliseconds > QUIET_MILLISECONDS)
      await removeFiles(directory).catch(() => undefined); // Another build is faster.
}

/** Removes a directory of plain files, which is what build writes, and no other. */
async function removeFiles({ path, names }: AbandonedDirectory): Promise<void> {
  const files = names.map((name) => join(path, name));
  for (const file of files) if (!(await lstat(file)).isFile()) return;
  for (const file of files) await unlink(file);
  await rmdir(path);
}
