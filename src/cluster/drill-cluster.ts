import { isIP } from 'node:net';
import type { DrillRules } from '../model/backup-rules.ts';
import type { Cluster } from '../model/cluster.ts';
import type { JsonObject } from '../model/json.ts';
import { objectAt, textAt } from '../model/json-path.ts';

/** What a cluster of a drill runs. */
export interface DrillSoftware {
  /** Of k0s. */
  readonly version: string;
  /** Its configuration, whose addresses are those of the host of drills. */
  readonly config: JsonObject;
}

/** The cluster of its own that the disposable host becomes for a drill. */
export function drillCluster(
  cluster: Cluster,
  { host, knownHosts, localFiles }: DrillRules,
  { version, config }: DrillSoftware,
): Cluster {
  const { document } = cluster;
  return {
    ...cluster,
    document: {
      ...document,
      spec: {
        hosts: [host],
        k0s: { ...objectAt(document, 'spec', 'k0s'), version, config },
        options: objectAt(document, 'spec', 'options'),
      },
    },
    hostNames: ['drill'],
    secrets: [],
    knownHosts,
    localFiles,
    server: null,
    backup: null,
  };
}

/** The address by which the host of drills knows itself; null where it has to be declared. */
export function drillAddress({ host }: Pick<DrillRules, 'host'>): string | null {
  const candidates = [
    textAt(host, 'privateAddress'),
    textAt(host, 'ssh', 'address'),
    textAt(host, 'openSSH', 'address'),
  ];
  return candidates.find((address) => isIP(address) !== 0) ?? null;
}
