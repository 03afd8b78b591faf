import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { reasonOf } from '../model/reason-of.ts';

/** Reads the text of a configuration of Ignition 3. Throws a `Failure` that names `file` for anything else. */
export function readIgnition(file: string, text: string): JsonObject {
  const value = parse(file, text);
  if (!isJsonObject(value)) throw notIgnition(file, 'it is no object');
  const { ignition } = value;
  const version = isJsonObject(ignition) ? ignition['version'] : null;
  if (typeof version === 'string' && version.startsWith('3.')) return value;
  throw notIgnition(file, 'its ignition.version is none of 3');
}

function parse(file: string, text: string) {
  try {
    return parseJson(text);
  } catch (cause) {
    throw notIgnition(file, reasonOf(cause), cause);
  }
}

function notIgnition(file: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'no-ignition',
    message: `${file} is no configuration of Ignition 3: ${reason}`,
    hint: 'Keep what `kubernixos machine ignition NAME` prints, or name a hostgroup that ends in .nix.',
    cause,
  });
}
