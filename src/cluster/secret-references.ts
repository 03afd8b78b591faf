import type { Cluster, ClusterSecret } from '../model/cluster.ts';

/** A secret by the environment variable that k0sctl takes it from. */
export interface SecretReference {
  readonly secret: ClusterSecret;
  readonly variable: string;
}

/**
 * The variables that stand for secrets in a printed configuration: those that the description names,
 * and for secrets in files variables that the reader has to set.
 */
export function secretReferences({
  secrets,
}: Pick<Cluster, 'secrets'>): readonly SecretReference[] {
  return secrets.map((secret, index) => ({ secret, variable: variableOf(secret, index) }));
}

function variableOf({ source }: ClusterSecret, index: number): string {
  return source.type === 'variable' ? source.name : `KUBERNIXOS_SECRET_${String(index + 1)}`;
}
