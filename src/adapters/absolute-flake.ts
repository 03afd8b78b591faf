import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The reference of a flake in a form that does not depend on the working directory. A path becomes
 * that of the Git repository around it, of which only tracked files count, as with Nix' own
 * commands; what is no path stays as it is, such as github:OWNER/REPO.
 * https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#flake-references
 */
export function absoluteFlake(reference: string, cwd: string): string {
  const { scheme, path, query } = split(reference);
  if (!/^\.{0,2}(?:\/|$)/.test(path)) return reference;
  const directory = resolve(cwd, path);
  const repository = scheme === 'path:' ? null : findRepository(directory);
  if (repository === null) return `path:${encode(directory)}${query}`;
  return `git+file://${encode(repository)}${addFolder(query, relative(repository, directory))}`;
}

interface Parts {
  /** With its colon; empty for a plain path. */
  readonly scheme: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

function split(reference: string): Parts {
  const [, scheme = '', path = '', query = ''] =
    /^((?:path|git\+file):(?!\/\/))?([^?]*)(\?.*)?$/s.exec(reference) ?? [];
  return { scheme, path, query };
}

/** The nearest folder that holds `.git`, which is a file in a work tree. */
function findRepository(directory: string): string | null {
  if (existsSync(join(directory, '.git'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? null : findRepository(parent);
}

function addFolder(query: string, folder: string): string {
  if (folder === '') return query;
  const parameters = new URLSearchParams(query);
  const inner = parameters.get('dir');
  parameters.set('dir', inner === null ? folder : join(folder, inner));
  return `?${String(parameters).replaceAll('+', '%20').replaceAll('%2F', '/')}`;
}

function encode(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
