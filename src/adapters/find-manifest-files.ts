import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';

/**
 * The path itself where it is a file; of a directory the files of YAML and JSON in it, at any depth,
 * sorted. What is hidden is left out, and so are links to directories, which may lead in circles.
 */
export async function findManifestFiles(cwd: string, path: string): Promise<readonly string[]> {
  const isDirectory = await stat(resolve(cwd, path)).then(
    (found) => found.isDirectory(),
    (cause: unknown) => failMissing(path, cause),
  );
  if (!isDirectory) return [path];
  const names = await findBelow(cwd, path);
  if (names.length > 0) return names;
  throw new Failure({
    code: 'nothing-to-import',
    message: `${path} has no files of YAML or JSON`,
    hint: 'Looked for were *.yaml, *.yml and *.json, at any depth, that are not hidden.',
  });
}

async function findBelow(cwd: string, directory: string): Promise<readonly string[]> {
  const entries = await readdir(resolve(cwd, directory), { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.')).sort(byName);
  const found = await Promise.all(
    visible.map(async (entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return findBelow(cwd, path);
      return WANTED.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat();
}

const WANTED = /\.(?:ya?ml|json)$|^Kustomization$/;

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function failMissing(path: string, cause: unknown): never {
  throw new Failure({
    code: 'cannot-read',
    message: `there is no file or directory ${path}`,
    hint: 'Write - to read standard input.',
    cause,
  });
}
