import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Files } from '../ports/files.ts';

/** Replaces directories below the working directory of the run. */
export function buildDirectory(options: {
  readonly cwd: string;
  /** A file that only directories of ours hold: without it nothing is replaced. */
  readonly mark: string;
}): Files {
  return {
    async replaceDirectory(directory, files) {
      const path = resolve(options.cwd, directory);
      await mkdir(dirname(path), { recursive: true });
      const old = await inspect(path, options.mark);
      const fresh = await mkdtemp(join(dirname(path), `.${basename(path)}-`)); // mode 0700
      try {
        for (const [name, text] of files) await writeFile(join(fresh, name), text, { mode: 0o600 });
        await swap(path, fresh, old);
      } catch (error) {
        await rm(fresh, { recursive: true, force: true });
        throw error;
      }
      return path;
    },
  };
}

type Found = 'nothing' | 'link' | 'directory';

/** A link to the Nix store is what the original tool and `nix-build` leave under such names. */
async function inspect(path: string, mark: string): Promise<Found> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 'nothing';
  if (found.isSymbolicLink() && (await readlink(path)).startsWith('/nix/store/')) return 'link';
  if (found.isDirectory()) {
    const names = await readdir(path);
    if (names.length === 0 || names.includes(mark)) return 'directory';
  }
  throw new Failure({
    code: 'not-ours',
    message: `${path} exists, and is no directory that build has made`,
    hint: 'Move it away, or choose another directory with --out. Nothing was written.',
  });
}

async function swap(path: string, fresh: string, old: Found): Promise<void> {
  if (old === 'link') await unlink(path);
  if (old !== 'directory') {
    await rename(fresh, path);
    return;
  }
  const aside = `${fresh}-old`;
  await rename(path, aside);
  await rename(fresh, path);
  await rm(aside, { recursive: true, force: true });
}
