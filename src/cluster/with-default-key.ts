import type { BackupRules } from '../model/backup-rules.ts';
import type { Cluster } from '../model/cluster.ts';
import type { JsonObject } from '../model/json.ts';
import { mapHosts, mapSshServers } from './map-hosts.ts';

/** A cluster whose hosts and bastions of SSH log in by this key where they name none. */
export function withDefaultKey(cluster: Cluster, keyPath: string): Cluster {
  const withKey = (host: JsonObject) => mapSshServers(host, (server) => ({ keyPath, ...server }));
  return {
    ...cluster,
    document: mapHosts(cluster.document, withKey),
    backup: cluster.backup === null ? null : mapDrillHost(cluster.backup, withKey),
  };
}

function mapDrillHost(rules: BackupRules, change: (host: JsonObject) => JsonObject): BackupRules {
  const { drill } = rules;
  return drill === null ? rules : { ...rules, drill: { ...drill, host: change(drill.host) } };
}
