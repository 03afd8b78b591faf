import type { Evaluator, ReleaseSource } from '../model/deploy-request.ts';
import type { OptionDoc } from '../model/option-doc.ts';
import type { Nix } from '../ports/nix.ts';
import { decodeOutput } from './decode-output.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { explainFailure } from './explain-failure.ts';
import { readOptions } from './read-options.ts';
import { toEvaluation } from './to-evaluation.ts';

export interface OptionsRequest {
  /** Whose options, with those that its modules declare; null: those of kubernixos alone. */
  readonly source: ReleaseSource | null;
  /** Null: by what the source provides. */
  readonly evaluator: Evaluator | null;
  readonly showTrace: boolean;
}

/** Options in the order of their names. Without a source they are read with the embedded library: Nix is all it takes. */
export async function evaluateOptions(
  nix: Nix,
  request: OptionsRequest,
  signal: AbortSignal,
): Promise<readonly OptionDoc[]> {
  const wanted = toRequest(request);
  const { strings, expressions, ...others } = toEvaluation(wanted);
  const result = await nix.evaluate(
    { strings, expressions: { ...expressions, describe: 'true' }, ...others },
    signal,
  );
  if (result.exitCode !== 0) throw explainFailure(result, wanted);
  const options = readOptions(decodeOutput(result.stdout));
  // Without a hostgroup nobody has set anything.
  return request.source === null ? options.map((option) => ({ ...option, value: null })) : options;
}

function toRequest({ source, evaluator, showTrace }: OptionsRequest): EvaluationRequest {
  if (source !== null) return { source, evaluator, showTrace };
  const none = { type: 'expressions', packages: null, modules: '[ ]' } as const;
  return { source: none, evaluator: 'modules', showTrace, embedded: true };
}
