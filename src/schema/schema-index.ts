import { parseJson } from '../model/exact-json.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { objectAt, textAt, textsAt } from '../model/json-path.ts';

/** What a directory of schemas holds. */
export interface SchemaIndex {
  /** Of the server that it was saved from, such as `v1.36.3`. */
  readonly kubernetes: string;
  /** By apiVersion. */
  readonly documents: ReadonlyMap<string, SchemaDocument>;
}

export interface SchemaDocument {
  /** The name of a file in the same directory. */
  readonly file: string;
  /** The kinds of objects that can be applied, sorted. */
  readonly kinds: readonly string[];
}

const FORMAT = 1;

/** The index as it is saved. */
export function indexToJson({ kubernetes, documents }: SchemaIndex): Json {
  const entries = [...documents].map(([apiVersion, { file, kinds }]) => [
    apiVersion,
    { file, kinds },
  ]);
  return {
    format: FORMAT,
    kubernetes,
    documents: Object.fromEntries(entries) as Record<string, Json>,
  };
}

/** Reads an index; null for a text that is none. */
export function readIndex(text: string): SchemaIndex | null {
  const json = parse(text);
  if (!isJsonObject(json) || json['format'] !== FORMAT) return null;
  const documents = objectAt(json, 'documents');
  return {
    kubernetes: textAt(json, 'kubernetes'),
    documents: new Map(
      Object.keys(documents).map((apiVersion) => [
        apiVersion,
        {
          file: textAt(documents, apiVersion, 'file'),
          kinds: textsAt(documents, apiVersion, 'kinds'),
        },
      ]),
    ),
  };
}

function parse(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
