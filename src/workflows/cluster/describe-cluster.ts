import { type SecretReference, secretReferences } from '../../cluster/secret-references.ts';
import { withDefaultKey } from '../../cluster/with-default-key.ts';
import { evaluateCluster } from '../../evaluate/evaluate-cluster.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Nix } from '../../ports/nix.ts';

/** What describing a cluster needs of the outside. */
export interface DescribePorts {
  readonly nix: Nix;
  /** Takes warnings, and what Nix says, a line each. */
  readonly tell: (line: string) => void;
  /** The file of a private key for hosts that name none; null where there is none. */
  readonly defaultKey: string | null;
}

/** A cluster that passed every check of its description, and what stands for its secrets. */
export interface DescribedCluster {
  readonly cluster: Cluster;
  readonly references: readonly SecretReference[];
}

/** Evaluates the cluster of a hostgroup. Throws a `Failure` where something is wrong with it. */
export async function describeCluster(
  request: EvaluationRequest,
  { nix, tell, defaultKey }: DescribePorts,
  signal: AbortSignal,
): Promise<DescribedCluster> {
  const described = await evaluateCluster(nix, request, signal, tell);
  const cluster = defaultKey === null ? described : withDefaultKey(described, defaultKey);
  return { cluster, references: secretReferences(cluster) };
}
