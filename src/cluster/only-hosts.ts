import type { Cluster } from '../model/cluster.ts';
import { isJsonObject } from '../model/json.ts';
import { listAt } from '../model/json-path.ts';

/** A cluster as if it had some of its hosts only, by their names in the hostgroup. */
export function onlyHosts(cluster: Cluster, names: readonly string[]): Cluster {
  const kept = cluster.hostNames.flatMap((name, index) => (names.includes(name) ? [index] : []));
  const hosts = listAt(cluster.document, 'spec', 'hosts');
  const spec = cluster.document['spec'];
  return {
    ...cluster,
    hostNames: kept.map((index) => cluster.hostNames[index] ?? ''),
    document: {
      ...cluster.document,
      spec: {
        ...(isJsonObject(spec) ? spec : {}),
        hosts: kept.map((index) => hosts[index] ?? null),
      },
    },
    secrets: cluster.secrets.flatMap((secret) => {
      const [, holder, index, ...rest] = secret.path;
      if (holder !== 'hosts') return [secret];
      const now = kept.findIndex((old) => old === index);
      return now < 0 ? [] : [{ ...secret, path: ['spec', 'hosts', now, ...rest] }];
    }),
  };
}
