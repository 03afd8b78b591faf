import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../../..');

/** A page of documentation. */
export interface Page {
  /** Its path in the checkout, such as `docs/prune.md`. */
  readonly path: string;
  readonly text: string;
}

/** Every page for people: those of docs, and those beside it. */
export function readPages(): readonly Page[] {
  const inDocs = readdirSync(join(root, 'docs')).map((name) => `docs/${name}`);
  return ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', ...inDocs.sort()]
    .filter((path) => path.endsWith('.md'))
    .map(readPage);
}

/** Reads one page by its path in the checkout. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}
