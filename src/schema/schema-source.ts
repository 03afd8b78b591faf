import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import { SCHEMA_INDEX } from '../model/schema-files.ts';
import type { SchemaFiles } from '../ports/schema-files.ts';
import { type CustomKind, readCustomKinds } from './read-custom.ts';
import { type Definitions, readDocument } from './read-document.ts';
import { readIndex, type SchemaIndex } from './schema-index.ts';
import type { Shape } from './shape.ts';

/** Where the schemas of a release come from: a directory, and its own CustomResourceDefinitions. */
export interface SchemaSource {
  readonly index: SchemaIndex;
  /** Null where no schema is known. */
  readonly find: (apiVersion: string, kind: string) => Shape | null;
}

/** Reads the index of a directory, and the documents that the manifests need. */
export async function openSchemas(
  files: SchemaFiles,
  directory: string,
  manifests: readonly Manifest[],
): Promise<SchemaSource> {
  const index = await openIndex(files, directory);
  const needed = new Set(manifests.map(({ apiVersion }) => apiVersion));
  const documents = new Map<string, Definitions>();
  for (const [apiVersion, { file }] of index.documents)
    if (needed.has(apiVersion))
      documents.set(
        apiVersion,
        readDocument(await openDocument(files, directory, file), apiVersion),
      );
  const custom = customKinds(manifests, documents);
  return {
    index,
    find(apiVersion, kind) {
      const own = custom.find((each) => each.apiVersion === apiVersion && each.kind === kind);
      if (own !== undefined) return own.shape;
      const isServed = index.documents.get(apiVersion)?.kinds.includes(kind) === true;
      return isServed ? (documents.get(apiVersion)?.ofKind(kind) ?? null) : null;
    },
  };
}

export const DEFINITION = 'CustomResourceDefinition';

function customKinds(
  manifests: readonly Manifest[],
  documents: ReadonlyMap<string, Definitions>,
): readonly CustomKind[] {
  return manifests
    .filter(({ kind }) => kind === DEFINITION)
    .flatMap((manifest) => {
      const shared = documents.get(manifest.apiVersion);
      return shared === undefined ? [] : readCustomKinds(manifest, shared.named);
    });
}

async function openIndex(files: SchemaFiles, directory: string): Promise<SchemaIndex> {
  const text = await files.read(directory, SCHEMA_INDEX);
  if (text === null)
    throw new Failure({
      code: 'schemas-missing',
      message: `kubernixos.schemas is ${directory}, where no schemas are: it has no ${SCHEMA_INDEX}`,
      hint: 'Save them from a cluster: kubernixos schemas --out DIR.',
    });
  return readIndex(text) ?? failUnreadable(directory, SCHEMA_INDEX);
}

async function openDocument(
  files: SchemaFiles,
  directory: string,
  name: string,
): Promise<JsonObject> {
  const text = await files.read(directory, name);
  return (text === null ? null : parse(text)) ?? failUnreadable(directory, name);
}

function parse(text: string): JsonObject | null {
  try {
    const json = parseJson(text);
    return isJsonObject(json) ? json : null;
  } catch {
    return null;
  }
}

function failUnreadable(directory: string, name: string): never {
  throw new Failure({
    code: 'schemas-unreadable',
    message: `${directory}/${name} is not what kubernixos schemas has saved`,
    hint: 'Save the schemas again: kubernixos schemas --out DIR.',
  });
}
