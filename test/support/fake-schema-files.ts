import type { SchemaFiles } from '../../src/ports/schema-files.ts';

/** Directories of schemas in memory: texts by their paths. */
export function fakeSchemaFiles(texts: Readonly<Record<string, string>> = {}): SchemaFiles {
  return { read: (directory, name) => Promise.resolve(texts[`${directory}/${name}`] ?? null) };
}
