import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { objectAt, textAt } from '../model/json-path.ts';
import { STATUS_MARK } from './read-document.ts';

/**
 * A document of OpenAPI v3 with what checks need of it: the definitions that `names` lead to, without
 * descriptions, sorted, with a mark on those in `withStatus`. It stays a document of OpenAPI.
 */
export function trimDocument(
  document: JsonObject,
  {
    names,
    withStatus,
  }: { readonly names: readonly string[]; readonly withStatus: readonly string[] },
): JsonObject {
  const schemas = objectAt(document, 'components', 'schemas');
  const needed = new Map<string, Json>();
  const collect = (name: string): void => {
    const schema = fieldOf(schemas, name);
    if (schema === undefined || needed.has(name)) return;
    const trimmed = trimSchema(schema);
    needed.set(name, withStatus.includes(name) ? mark(trimmed) : trimmed);
    for (const reference of referencesIn(trimmed)) collect(reference);
  };
  for (const name of names) collect(name);
  const sorted = [...needed].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: textAt(document, 'openapi'),
    info: {
      title: textAt(document, 'info', 'title'),
      version: textAt(document, 'info', 'version'),
    },
    paths: {},
    components: { schemas: Object.fromEntries(sorted) },
  };
}

function mark(schema: Json): Json {
  return isJsonObject(schema) ? { ...schema, [STATUS_MARK]: true } : schema;
}

/** Below these, names are of fields, and not words of a schema. */
const HOLDERS: readonly string[] = ['properties', 'patternProperties', 'definitions'];

/** Below these, values are data. */
const DATA: readonly string[] = ['default', 'enum', 'example'];

/** Words that nobody checks by. */
const IDLE: readonly string[] = ['description', 'example', 'externalDocs', 'title'];

function trimSchema(schema: Json): Json {
  if (isJsonArray(schema)) return schema.map(trimSchema);
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema)
    .filter(([word]) => !IDLE.includes(word))
    .map(([word, value]) => [word, trimPart(word, value)] as const);
  return sorted(entries);
}

function trimPart(word: string, value: Json): Json {
  if (DATA.includes(word)) return value;
  if (!HOLDERS.includes(word) || !isJsonObject(value)) return trimSchema(value);
  return sorted(Object.entries(value).map(([name, part]) => [name, trimSchema(part)]));
}

function sorted(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function referencesIn(value: Json): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === '$ref' && typeof part === 'string'
      ? [part.split('/').at(-1) ?? '']
      : referencesIn(part),
  );
}
