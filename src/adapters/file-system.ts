import { readFileSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Whether a path, relative to `directory`, is a file that exists; what cannot be one is none. */
export function isFile(directory: string, path: string): boolean {
  return look(directory, path)?.isFile() ?? false;
}

/** The same for directories. */
export function isDirectory(directory: string, path: string): boolean {
  return look(directory, path)?.isDirectory() ?? false;
}

function look(directory: string, path: string): Stats | undefined {
  try {
    return statSync(resolve(directory, path));
  } catch {
    return undefined;
  }
}

/** The version in package.json, which lies at the same depth in the sources and in `dist`. */
export function packageVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : 'unknown';
}
