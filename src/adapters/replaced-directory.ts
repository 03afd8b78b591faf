import { chmodSync, renameSync, unlinkSync } from 'node:fs';
import { chmod, lstat, readlink, realpath, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { Files } from '../ports/files.ts';
import { makeDirectories } from './make-directories.ts';
import { type AbandonedDirectory, findAbandoned, makeOwnDirectory } from './own-directory.ts';

/** What tells one kind of directory from another. */
export interface ReplacedDirectory {
  readonly cwd: string;
  /** The verb or command that makes it. */
  readonly maker: string;
  /** How the names of copies begin that are not in their place yet, or no more. */
  readonly prefix: string;
  readonly modes: { readonly directory: number; readonly file: number };
  /** What in a directory the maker did not write, in words; null where there is nothing. */
  readonly findForeign: (directory: string) => Promise<string | null>;
}

/** Replaces directories as a whole, below the working directory of the run. */
export function replacedDirectory(kind: ReplacedDirectory): Files {
  return {
    async replaceDirectory(directory, files) {
      const path = resolve(kind.cwd, directory);
      try {
        await replace(path, files, await inspect(path, kind), kind);
      } catch (error) {
        throw error instanceof Failure ? error : notWritten(path, kind, error);
      }
      return path;
    },
  };
}

async function replace(
  path: string,
  files: ReadonlyMap<string, string>,
  old: Found,
  { prefix, modes }: ReplacedDirectory,
): Promise<void> {
  const parent = dirname(path);
  await makeDirectories(parent);
  await sweep(parent, prefix);
  const fresh = await makeOwnDirectory(parent, prefix);
  try {
    for (const [name, text] of files)
      await writeFile(join(fresh, name), text, { mode: modes.file });
    await chmod(fresh, modes.directory);
    await swap(path, fresh, old, prefix);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

type Found = 'nothing' | 'link' | 'directory';

/** A link to the Nix store is what the original tool and `nix-build` leave under such names. */
async function inspect(path: string, kind: ReplacedDirectory): Promise<Found> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 'nothing';
  if (found.isSymbolicLink() && (await readlink(path)).startsWith('/nix/store/')) return 'link';
  if (!found.isDirectory()) throw notOurs(path, kind, 'it is no directory');
  if (await holds(path, kind.cwd)) throw notOurs(path, kind, 'the working directory is in it');
  const foreign = await kind.findForeign(path);
  if (foreign !== null) throw notOurs(path, kind, foreign);
  return 'directory';
}

/** Whether `cwd` is `directory`, or lies below it. */
async function holds(directory: string, cwd: string): Promise<boolean> {
  return !/^\.\.(\/|$)/.test(relative(await realpath(directory), await realpath(cwd)));
}

function notOurs(path: string, { maker }: ReplacedDirectory, reason: string): Failure {
  return new Failure({
    code: 'not-ours',
    message: `${path} exists, and is no directory that ${maker} has made: ${reason}`,
    hint: 'Move it away, or choose another directory with --out. Nothing was written.',
  });
}

function notWritten(path: string, { maker }: ReplacedDirectory, cause: unknown): Failure {
  return new Failure({
    code: `${maker}-failed`,
    message: `${path} cannot be written: ${reasonOf(cause)}`,
    hint: 'Choose another directory with --out.',
    cause,
  });
}

/** Nothing happens between the two renames, where the directory is under neither name. */
async function swap(path: string, fresh: string, old: Found, prefix: string): Promise<void> {
  if (old === 'link') unlinkSync(path);
  if (old !== 'directory') {
    renameSync(fresh, path);
    return;
  }
  const aside = await makeOwnDirectory(dirname(path), prefix);
  renameSync(path, aside);
  try {
    renameSync(fresh, path);
  } catch (error) {
    renameSync(aside, path);
    throw error;
  }
  chmodSync(aside, 0o700); // Who comes after us knows by it that it is no one's.
  await rm(aside, { recursive: true });
}

/** A run that is at work changes its directory all the time. */
const QUIET_MILLISECONDS = 2000;

/** Removes what runs left that were killed: of `build`, it holds Secrets. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const directory of await findAbandoned(parent, prefix))
    if (directory.quietMilliseconds > QUIET_MILLISECONDS)
      await removeFiles(directory).catch(() => undefined); // Another run is faster.
}

/** Removes a directory of plain files, which is what is written here, and no other. */
async function removeFiles({ path, names }: AbandonedDirectory): Promise<void> {
  const files = names.map((name) => join(path, name));
  for (const file of files) if (!(await lstat(file)).isFile()) return;
  for (const file of files) await unlink(file);
  await rmdir(path);
}
