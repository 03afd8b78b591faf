import type { Cluster } from '../model/cluster.ts';
import { isJsonObject } from '../model/json.ts';
import { listAt, textAt } from '../model/json-path.ts';

/** What a cluster is, in few words. */
export interface ClusterSummary {
  readonly name: string;
  /** Of k0s. */
  readonly version: string;
  /** How many hosts have each role, in the order in which the roles appear. */
  readonly roles: ReadonlyMap<string, number>;
}

export function summarize({ name, document }: Cluster): ClusterSummary {
  const roles = new Map<string, number>();
  for (const host of listAt(document, 'spec', 'hosts').filter(isJsonObject)) {
    const role = textAt(host, 'role');
    roles.set(role, (roles.get(role) ?? 0) + 1);
  }
  return { name, version: textAt(document, 'spec', 'k0s', 'version'), roles };
}
