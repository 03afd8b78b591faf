import { LOCAL_FILE_USES, type LocalFile, type SecretSource } from '../model/cluster.ts';
import { parseDuration } from '../model/duration.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { object, string, stringOrNull, unexpected } from './narrow-result.ts';

/** In milliseconds. */
export function duration(value: Json | undefined, path: string): number {
  return parseDuration(string(value, path)) ?? fail(path, value);
}

function fail(path: string, value: Json | undefined): never {
  throw unexpected(path, value);
}

/** Where a secret comes from, by `variable` or `file`. */
export function readSource(secret: JsonObject, option: string): SecretSource {
  const variable = stringOrNull(secret['variable'] ?? null, option);
  return variable === null
    ? { type: 'file', file: string(secret['file'], option) }
    : { type: 'variable', name: variable };
}

export function readLocalFile(entry: Json): LocalFile {
  const local = object(entry, 'localFile');
  const option = string(local['option'], 'localFile.option');
  const use = LOCAL_FILE_USES.find((known) => known === local['use']);
  if (use === undefined) throw unexpected(option, local['use']);
  return { option, file: string(local['file'], option), use };
}
