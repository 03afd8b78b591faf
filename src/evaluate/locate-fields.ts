import type { Field, Position } from '../model/field.ts';
import type { Json } from '../model/json.ts';
import type { Nix } from '../ports/nix.ts';
import { decodeOutput } from './decode-output.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { explainFailure } from './explain-failure.ts';
import { list, object, string, unexpected } from './narrow-result.ts';
import { toEvaluation } from './to-evaluation.ts';

/**
 * Finds where fields of the manifests are written, by an evaluation of its own: for errors alone.
 *
 * Gives for each field the positions of all definitions that won, in the order of the modules. Where
 * nobody defines the field, such as a required one, they are those of what should hold it. Empty
 * for a manifest that no module defines, and for fields that are more than one run can be asked for.
 * Fails where the evaluation does.
 */
export async function locateFields(
  nix: Nix,
  request: EvaluationRequest,
  fields: readonly Field[],
  signal: AbortSignal,
): Promise<readonly (readonly Position[])[]> {
  const evaluation = toEvaluation(request);
  const strings = { ...evaluation.strings, locate: encode(fields) };
  const result = await nix.evaluate({ ...evaluation, strings }, signal);
  if (result.exitCode !== 0) throw explainFailure(result, request);
  const found = list(decodeOutput(result.stdout), 'positions').map(readPositions);
  return fields.map((_, index) => found[index] ?? []);
}

/** Linux takes arguments of up to 128 KiB. */
const LONGEST_ARGUMENT = 120_000;

/** As many of the first fields as fit into an argument. */
function encode(fields: readonly Field[]): string {
  const texts: string[] = [];
  let length = 0;
  for (const text of fields.map((field) => JSON.stringify(field))) {
    length += Buffer.byteLength(text) + 1;
    if (length > LONGEST_ARGUMENT) break;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

function readPositions(value: Json): readonly Position[] {
  return list(value, 'positions').map((each) => {
    const position = object(each, 'position');
    return {
      file: string(position['file'], 'position.file'),
      line: readNumber(position['line'], 'position.line'),
      column: readNumber(position['column'], 'position.column'),
    };
  });
}

function readNumber(value: Json | undefined, path: string): number | null {
  if (value === null || typeof value === 'number') return value;
  throw unexpected(path, value);
}
