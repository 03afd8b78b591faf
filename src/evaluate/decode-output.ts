import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import { decodeEscapes, holdsEscapes } from './decode-escapes.ts';
import { findInvalidText } from './find-invalid-text.ts';

/** Far from where JavaScript's own recursion ends, whoever walks a value later: 300 of a manifest. */
const DEEPEST = 304;

/** What carries a manifest through Nix' JSON can take three levels for one of the manifest's. */
const DEEPEST_ESCAPED = 1000;

/**
 * Reads what Nix printed, as it was before `lib/encode.nix`. A string that is no UTF-8 is a `Failure`
 * that names its option; a value that is nested too deeply is a RangeError.
 */
export function decodeOutput(stdout: Uint8Array): Json {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(stdout);
    return holdsEscapes(text)
      ? decodeEscapes(parseJson(text, DEEPEST_ESCAPED), DEEPEST)
      : parseJson(text, DEEPEST);
  } catch (error) {
    if (error instanceof TypeError) throw notText(stdout, error);
    throw error;
  }
}

function notText(stdout: Uint8Array, cause: TypeError): Failure {
  // Byte by byte: every byte a character, so that the text keeps its structure.
  const path = findInvalidText(parseJson(Buffer.from(stdout).toString('latin1'), DEEPEST_ESCAPED));
  return new Failure({
    code: 'invalid-utf8',
    message: `${path ?? 'the result of the evaluation'} is not valid UTF-8`,
    hint: 'convert the text to UTF-8; binary data goes, as base64, to `binaryData` of a ConfigMap or `data` of a Secret',
    cause,
  });
}
