import { parseJson, printJson } from '../model/exact-json.ts';
import { isJsonArray, isJsonObject, type Json } from '../model/json.ts';

/**
 * Joins what several kubectl processes printed in the format of the user's. A document of JSON or
 * YAML becomes one `List`; all else is put one after the other.
 */
export async function joinDocuments(
  documents: readonly string[],
  format: string | null,
): Promise<string> {
  const some = documents.filter((text) => text.trim() !== '');
  if (some.length < 2) return some.join('');
  if (format === 'json') return joinJson(some);
  return format === 'yaml' ? joinYaml(some) : some.join('');
}

const INDENT = '    '; // As kubectl does it.

function joinJson(documents: readonly string[]): string {
  const items = documents.map(parseJson).flatMap(itemsOf);
  return `${printJson({ apiVersion: 'v1', items, kind: 'List' }, INDENT)}\n`;
}

function itemsOf(document: Json): readonly Json[] {
  if (!isJsonObject(document) || document['kind'] !== 'List') return [document];
  return isJsonArray(document['items']) ? document['items'] : [];
}

/** No value is read: each is printed as it was written. */
async function joinYaml(documents: readonly string[]): Promise<string> {
  const { Document, isMap, isSeq, parseDocument } = await import('yaml');
  const options = { schema: 'failsafe' } as const;
  const items = documents.flatMap((text): readonly unknown[] => {
    const document = parseDocument(text, options);
    const isList = isMap(document.contents) && document.get('kind') === 'List';
    if (!isList) return [document.contents];
    const list = document.get('items');
    return isSeq(list) ? list.items : [];
  });
  const list = new Document({ apiVersion: 'v1', items, kind: 'List' }, options);
  return list.toString({ lineWidth: 0, indentSeq: false });
}
