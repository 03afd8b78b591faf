import type { Cluster } from '../model/cluster.ts';
import { Failure } from '../model/failure.ts';
import type { Nix } from '../ports/nix.ts';
import { decodeOutput } from './decode-output.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { explainFailure } from './explain-failure.ts';
import { listErrors } from './list-errors.ts';
import { forewarning, talkOf } from './nix-talk.ts';
import { readCluster } from './read-cluster.ts';
import { toEvaluation } from './to-evaluation.ts';

/**
 * Evaluates the cluster of a hostgroup or flake, whose place is absolute. Manifests are not looked
 * at; failed assertions are a `Failure`, as is a hostgroup without a cluster. `tell` gets a line for
 * each warning, and what Nix says on the way.
 */
export async function evaluateCluster(
  nix: Nix,
  request: EvaluationRequest,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<Cluster> {
  const before = forewarning(request);
  if (before !== null) tell(before);
  const { strings, expressions, ...others } = toEvaluation(request);
  const result = await nix.evaluate(
    { strings, expressions: { ...expressions, cluster: 'true' }, ...others },
    signal,
  );
  for (const line of talkOf(result)) tell(line);
  if (result.exitCode !== 0) throw explainFailure(result, request);
  const { warnings, errors, cluster } = readCluster(decodeOutput(result.stdout));
  for (const warning of warnings) tell(`warning: ${warning}`);
  if (errors.length > 0) throw listErrors('cluster-invalid', errors);
  return cluster ?? failNone();
}

function failNone(): never {
  throw new Failure({
    code: 'no-cluster',
    message: 'the hostgroup describes no cluster: kubernixos.cluster is not set',
    hint: 'Write kubernixos.cluster = { … }; see `kubernixos options cluster` and docs/cluster.md.',
  });
}
