import { parse } from 'yaml';
import { Failure } from '../model/failure.ts';
import { parseJson } from '../model/exact-json.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';

/** The configuration of k0s in the text of a k0s.yaml. Throws a `Failure` for any other text. */
export function readConfig(text: string): JsonObject {
  const value: unknown = parse(text);
  const json = parseJson(JSON.stringify(value ?? null));
  if (isJsonObject(json)) return json;
  throw new Failure({
    code: 'archive-config-unreadable',
    message: 'the k0s.yaml of the archive is no configuration of k0s',
    hint: 'See it: kubernixos cluster backups verify. Nothing was changed.',
  });
}
