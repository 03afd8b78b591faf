import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version in package.json, which lies at the same depth in the sources and in `dist`. */
export function version(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : 'unknown';
}
