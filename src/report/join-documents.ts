import { DEEPEST_IN_LIST, parseJson, printJson } from '../model/exact-json.ts';
import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

/**
 * Joins what several kubectl processes printed in the format of the user's. A document of JSON or
 * YAML becomes one `List`; all else is put one after the other, and so is what a kubectl that was
 * stopped has left unfinished.
 */
export async function joinDocuments(
  documents: readonly string[],
  format: string | null,
): Promise<string> {
  const some = documents.filter((text) => text.trim() !== '');
  if (some.length < 2) return some.join('');
  return (await joinAs(format, some)) ?? some.join('');
}

/** Null where they cannot be joined. */
async function joinAs(format: string | null, documents: readonly string[]): Promise<string | null> {
  if (format === 'json') return joinJson(documents);
  return format === 'yaml' ? joinYaml(documents) : null;
}

const INDENT = '    '; // As kubectl does it.

function joinJson(documents: readonly string[]): string | null {
  try {
    const items = documents.map((text) => parseJson(text, DEEPEST_IN_LIST)).flatMap(itemsOf);
    return `${printJson({ apiVersion: 'v1', items, kind: 'List' }, INDENT)}\n`;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

function itemsOf(document: Json): readonly Json[] {
  if (!isJsonObject(document) || document['kind'] !== 'List') return [document];
  return isJsonArray(document['items']) ? document['items'] : [];
}

/** No value is read: each is printed as it was written. */
async function joinYaml(documents: readonly string[]): Promise<string | null> {
  const { Document, isMap, isSeq, parseDocument } = await import('yaml');
  const options = { schema: 'failsafe' } as const;
  const parsed = documents.map((text) => parseDocument(text, options));
  if (parsed.some(({ errors }) => errors.length > 0)) return null;
  const items = parsed.flatMap((document): readonly unknown[] => {
    const isList = isMap(document.contents) && document.get('kind') === 'List';
    if (!isList) return [document.contents];
    const list = document.get('items');
    return isSeq(list) ? list.items : [];
  });
  const list = new Document({ apiVersion: 'v1', items, kind: 'List' }, options);
  return list.toString({ lineWidth: 0, indentSeq: false });
}
