import { Failure } from '../model/failure.ts';
import type { Release } from '../model/release.ts';
import type { Nix } from '../ports/nix.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { decodeOutput } from './decode-output.ts';
import { explainFailure } from './explain-failure.ts';
import { listErrors } from './list-errors.ts';
import { locateFields } from './locate-fields.ts';
import { forewarning, talkOf } from './nix-talk.ts';
import { readEvaluation, type Evaluation } from './read-evaluation.ts';
import { showSentences } from './show-sentences.ts';
import { toEvaluation } from './to-evaluation.ts';

/**
 * Evaluates the hostgroup or flake, whose place is absolute, in one run of Nix.
 *
 * `tell` gets what Nix says on the way, a line each: its warnings and `builtins.trace`. The warnings
 * of modules are data of the release. Every fault of the release is a `Failure`; failed assertions
 * and unfit manifests are listed in one, for which Nix runs once more, to find the lines.
 */
export async function evaluateRelease(
  nix: Nix,
  request: EvaluationRequest,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<Release> {
  const before = forewarning(request);
  if (before !== null) tell(before);
  const result = await nix.evaluate(toEvaluation(request), signal);
  for (const line of talkOf(result)) tell(line);
  // Nix prints the beginning of its result also where it fails: the status comes first.
  if (result.exitCode !== 0) throw explainFailure(result, request);
  const { release, errors } = read(result.stdout);
  if (errors.length === 0) return release;
  for (const warning of release.evaluation.warnings) tell(`warning: ${warning}`);
  const shown = await showSentences(errors, (fields) => locateFields(nix, request, fields, signal));
  signal.throwIfAborted();
  throw listErrors('release-invalid', shown);
}

function read(stdout: Uint8Array): Evaluation {
  try {
    return readEvaluation(decodeOutput(stdout));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure({
      code: 'manifest-too-deep',
      message: 'kubernixos.manifests holds a value that is nested too deeply',
      hint: 'look for a set or a list that contains itself in ever new layers',
      cause: error,
    });
  }
}
