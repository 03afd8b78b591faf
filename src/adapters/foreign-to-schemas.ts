import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord, record, text } from './narrow.ts';

/**
 * Looks in a directory for what `schemas` did not write; null where there is nothing of the kind, else
 * what it is. Of its own are the index, and the files that the index lists.
 */
export async function findForeignToSchemas(
  directory: string,
  index: string,
): Promise<string | null> {
  const names = (await readdir(directory)).toSorted();
  if (names.length === 0) return null;
  const listed = names.includes(index) ? await listedIn(join(directory, index)) : [];
  if (listed === null) return describe(index);
  for (const name of names) {
    const isFile = (await lstat(join(directory, name))).isFile();
    if (!isFile || (name !== index && !listed.includes(name))) return describe(name);
  }
  return null;
}

function describe(name: string): string {
  return `it holds ${name}, which schemas did not write`;
}

/** The files that an index lists; null where it is none. */
async function listedIn(path: string): Promise<readonly string[] | null> {
  const index = await readFile(path, 'utf8').then(parse);
  const documents = record(index)['documents'];
  if (!isRecord(documents) || record(index)['format'] !== 1) return null;
  return Object.values(documents).map((document) => text(record(document)['file']));
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
