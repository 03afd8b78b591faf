import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Whether a path, relative to `directory`, is a file that exists; what cannot be one is none. */
export function isFile(directory: string, path: string): boolean {
  try {
    return statSync(resolve(directory, path)).isFile();
  } catch {
    return false;
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
