import { parseDocument } from 'yaml';
import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { reasonOf } from '../model/reason-of.ts';

/** The configuration of k0s in the text of a k0s.yaml. Throws a `Failure` for any other text. */
export function readConfig(text: string): JsonObject {
  const config = parseConfig(text);
  if (typeof config !== 'string') return config;
  throw new Failure({
    code: 'archive-config-unreadable',
    message: `the k0s.yaml of the archive is no configuration of k0s: ${config}`,
    hint: 'See it: kubernixos cluster backups verify. Nothing was changed.',
  });
}

/** The mapping that a text of YAML is, or why it is none. */
export function parseConfig(text: string): JsonObject | string {
  try {
    const document = parseDocument(text, { uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) return firstLine(error.message);
    const root = parseJson(JSON.stringify(document.toJS() ?? null));
    return isJsonObject(root) ? root : 'it is no mapping';
  } catch (error) {
    return firstLine(reasonOf(error));
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/[.:]$/, '');
}
