import type { Cluster } from '../model/cluster.ts';
import { mapHosts, mapSshServers } from './map-hosts.ts';

/** A cluster whose hosts and bastions of SSH log in by this key where they name none. */
export function withDefaultKey(cluster: Cluster, keyPath: string): Cluster {
  return {
    ...cluster,
    document: mapHosts(cluster.document, (host) =>
      mapSshServers(host, (server) => ({ keyPath, ...server })),
    ),
  };
}
