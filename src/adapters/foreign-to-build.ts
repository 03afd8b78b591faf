import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { list, record, text } from './narrow.ts';

/**
 * Looks in a directory for what `build` did not write; null where there is nothing of the kind, else
 * what it is. Of build's are the file `mark`, a List of our manifests, and for each of them one file
 * that holds it. Names prove nothing: `dump > kubernixos.json` may stand in any directory.
 */
export async function findForeignToBuild(directory: string, mark: string): Promise<string | null> {
  const names = (await readdir(directory)).toSorted();
  if (names.length === 0) return null;
  for (const name of names) {
    const isFile = name.endsWith('.json') && (await lstat(join(directory, name))).isFile();
    if (!isFile || !names.includes(mark)) return describe(name);
  }
  const wanted = readManifests(await readJson(join(directory, mark)));
  if (wanted === null) return describe(mark);
  for (const name of names.filter((name) => name !== mark)) {
    const value = await readJson(join(directory, name));
    if (!wanted.delete(JSON.stringify(value))) return describe(name);
  }
  return wanted.size === 0 ? null : `${mark} lists what it does not hold`;
}

function describe(name: string): string {
  return `it holds ${name}, which build did not write`;
}

/** The manifests of a List, each as canonical text; null where it is not one of ours. */
function readManifests(value: unknown): Set<string> | null {
  const { kind, items } = record(value);
  if (kind !== 'List' || !Array.isArray(items) || !items.every(isOurs)) return null;
  return new Set(list(items).map((item) => JSON.stringify(item)));
}

function isOurs(manifest: unknown): boolean {
  const { labels, annotations } = record(record(manifest)['metadata']);
  return (
    text(record(labels)['kubernixos']) !== '' &&
    text(record(annotations)['kubernixos/owner']) !== ''
  );
}

async function readJson(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8');
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
